package dev.sallyport.system.gateway;

import dev.sallyport.testkit.SallyportTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A {@link SallyportTest} that may also take the {@link SecondGateway}, which all such classes of a run share. */
@SallyportTest
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SecondGatewayExtension.class)
@interface GatewayTest {}

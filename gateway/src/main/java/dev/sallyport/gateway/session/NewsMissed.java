package dev.sallyport.gateway.session;

/** Told when sessions may have ended without this node hearing of it. */
record NewsMissed() {}

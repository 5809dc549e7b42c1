package dev.sallyport.benchmark.gateway;

import java.util.List;

/** Numbers such as {@code --sessions=1000} on the command line. */
record Options(List<String> words) {

    int number(String name, int otherwise) {
        return words.stream()
                .filter(word -> word.startsWith("--" + name + "="))
                .map(word -> Integer.parseInt(word.substring(name.length() + 3)))
                .findFirst()
                .orElse(otherwise);
    }
}

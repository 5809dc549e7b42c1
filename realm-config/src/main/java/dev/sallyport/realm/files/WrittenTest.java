package dev.sallyport.realm.files;

import tools.jackson.databind.JsonNode;

/** An assertion as it stands in a file. */
public record WrittenTest(Place place, JsonNode test) {}

package org.segmentcourier.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The application's image, as {@code scripts/image} lays out its files. Run as a container runs it,
 * but without one: it sees no other files, can write to one folder only, and is another user. Only
 * root can do that.
 *
 * @param root of its files
 */
record Image(Path root) {

  /** Where {@code -Dimage=target/image/root} says that tests find it. */
  private static final String GIVEN = "image";

  /** The one folder that it writes to; of its Dockerfile, as the user is. */
  private static final String WORK = "/work";

  private static final String USER = "10001:10001";

  /** Its work folder, unless it is told another one. */
  static final String WORK_FOLDER = WORK + "/segment-courier";

  /** That which tests are to run, instead of what Maven has compiled. */
  static Optional<Image> given() {
    return Optional.ofNullable(System.getProperty(GIVEN)).map(Path::of).map(Image::of);
  }

  static Image of(Path root) {
    var image = new Image(root.toAbsolutePath().normalize());
    if (!Files.isDirectory(image.root)) {
      throw new IllegalArgumentException(image.root + " is not there; run scripts/image first");
    }
    return image;
  }

  /**
   * What a shell does before; see {@link OwnMounts#with}.
   *
   * @param disk what it sees as its one folder to write to
   */
  String limits(Path disk) {
    return OwnMounts.with(
        String.join(
            " && ",
            "mkdir -p '%s'".formatted(disk),
            "chown %s '%s'".formatted(USER, disk),
            "mount --bind '%s' '%s'".formatted(root, root),
            "mount --bind '%s' '%s%s'".formatted(disk, root, WORK),
            "mount --rbind /proc '%s/proc'".formatted(root),
            "mount --rbind /dev '%s/dev'".formatted(root),
            "mount -o remount,bind,ro '%s'".formatted(root)));
  }

  /**
   * Its entry point.
   *
   * @param cached whether it has its cache of classes
   * @param options further ones of its JVM
   */
  List<String> command(Project project, boolean cached, List<String> options) throws IOException {
    var command = new ArrayList<>(List.of("chroot", "--userspec=" + USER, root.toString()));
    command.addAll(List.of("sh", "-c", "cd /app && exec \"$0\" \"$@\""));
    var entryPoint = entryPoint(project);
    command.add("/java/bin/" + entryPoint.get(0));
    for (var argument : entryPoint.subList(1, entryPoint.size())) {
      if (argument.equals("-jar")) {
        command.addAll(options);
      }
      if (cached || !argument.startsWith("-XX:AOTCache=")) {
        command.add(argument);
      }
    }
    return command;
  }

  private static List<String> entryPoint(Project project) throws IOException {
    var words = "ENTRYPOINT ";
    try (var lines = Files.lines(project.folder().resolve("Dockerfile"))) {
      var entryPoint = lines.filter(line -> line.startsWith(words)).findFirst().orElseThrow();
      return List.of(
          new ObjectMapper().readValue(entryPoint.substring(words.length()), String[].class));
    }
  }
}

package org.segmentcourier.branch.live;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.segmentcourier.branch.check.RouteFile;

/**
 * A folder with files of routes. Who saves a file writes it piece by piece, or takes it away for a
 * moment: a change counts once a file has the same size and time at two looks, and once it is gone
 * at two.
 */
public final class FolderSource implements RouteSource {

  private final Path folder;

  /** What counts. */
  private final Map<String, Seen> settled = new HashMap<>();

  private final Map<String, RouteFile> files = new HashMap<>();

  /** What was otherwise at the last look: null for a file that was gone. */
  private final Map<String, Seen> changing = new HashMap<>();

  private boolean isFirst = true;

  public FolderSource(Path folder) {
    this.folder = folder;
  }

  /** How a file looks from outside; another key is another file of the same name. */
  private record Seen(long size, FileTime time, Object key) {

    /** It is there, but can't be looked at. */
    static final Seen UNKNOWN = new Seen(-1, FileTime.fromMillis(0), null);

    static Seen of(Path file) throws IOException {
      return of(Files.readAttributes(file, BasicFileAttributes.class));
    }

    static Seen of(BasicFileAttributes attributes) {
      return new Seen(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    }
  }

  @Override
  public List<RouteFile> look() throws IOException {
    try {
      return lookThrough();
    } catch (FileSystemException e) {
      throw new IOException("%s can't be read: %s".formatted(e.getFile(), reason(e)), e);
    }
  }

  private static String reason(IOException e) {
    var reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return Optional.ofNullable(reason).orElse(e.getClass().getSimpleName());
  }

  private List<RouteFile> lookThrough() throws IOException {
    var there = list();
    var names = new HashSet<>(there.keySet());
    names.addAll(files.keySet());
    names.addAll(changing.keySet());
    for (var name : names) {
      look(name, there.get(name));
    }
    isFirst = false;
    return files.values().stream().sorted(Comparator.comparing(RouteFile::name)).toList();
  }

  @Override
  public boolean isChanging() {
    return !changing.isEmpty();
  }

  private void look(String name, Seen now) {
    boolean isSecond = changing.containsKey(name) && Objects.equals(changing.get(name), now);
    if (isSettled(name, now)) {
      changing.remove(name);
    } else if (!isSecond && !isFirst) {
      changing.put(name, now);
    } else {
      settle(name, now);
    }
  }

  private boolean isSettled(String name, Seen now) {
    return now == null ? !files.containsKey(name) : now.equals(settled.get(name));
  }

  private void settle(String name, Seen now) {
    if (now == null) {
      settled.remove(name);
      files.remove(name);
      changing.remove(name);
      return;
    }
    var path = folder.resolve(name);
    try {
      var content = Files.readAllBytes(path);
      if (now.equals(Seen.of(path))) {
        settled.put(name, now);
        files.put(name, new RouteFile(name, path.toString(), false, content));
        changing.remove(name);
      } else {
        changing.put(name, now);
      }
    } catch (NoSuchFileException e) {
      changing.put(name, now); // it was here a moment ago
    } catch (IOException e) {
      files.put(name, RouteFile.unreadable(name, path.toString(), reason(e)));
      settled.remove(name); // it is tried again
      changing.remove(name);
    }
  }

  /**
   * What is in the folder now.
   *
   * @throws IOException if nobody knows; that a folder with files is gone says nothing of the files
   */
  private Map<String, Seen> list() throws IOException {
    var there = new HashMap<String, Seen>();
    try (var paths = Files.newDirectoryStream(folder, FolderSource::counts)) {
      for (var path : paths) {
        see(path, there);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      if (!files.isEmpty()) {
        throw new NoSuchFileException(
            folder.toString(), null, "it is gone; empty, it would say that no branch is wanted");
      }
    }
    return there;
  }

  /** Editors put files of their own beside those that they write. */
  private static boolean counts(Path path) {
    var name = path.getFileName().toString();
    return name.endsWith(RouteFile.ENDING) && !name.startsWith(".") && !name.startsWith("#");
  }

  private static void see(Path path, Map<String, Seen> there) {
    var name = path.getFileName().toString();
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isRegularFile()) {
        there.put(name, Seen.of(attributes));
      }
    } catch (NoSuchFileException e) {
      there.remove(name); // taken away since it was listed
    } catch (IOException e) {
      there.put(name, Seen.UNKNOWN); // reading it will say why
    }
  }
}

package org.segmentcourier.branch.live;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.branch.check.RouteFile;

/** What counts of a folder that people edit. */
class FolderSourceTest {

  /** To anybody, even to root. */
  private static final Path UNREADABLE = Path.of("/proc/self/mem");

  @TempDir private Path parent;
  private Path folder;
  private FolderSource source;
  private Path file;

  @BeforeEach
  void setUp() throws IOException {
    folder = Files.createDirectory(parent.resolve("routes"));
    source = new FolderSource(folder);
    file = Files.writeString(folder.resolve("sms.camel.yaml"), "old");
    assertThat(contents()).containsExactly("old");
  }

  @Test
  void aChangeCountsAtTheSecondLookThatFindsTheSame() throws Exception {
    Files.writeString(file, "newer");

    assertThat(contents()).containsExactly("old");
    assertThat(source.isChanging()).isTrue();
    assertThat(contents()).containsExactly("newer");
    assertThat(source.isChanging()).isFalse();
  }

  @Test
  void aFileThatIsWrittenPieceByPieceCountsWhenItIsWhole() throws Exception {
    Files.writeString(file, "new");
    Files.writeString(file, "new, first part");
    assertThat(contents()).containsExactly("old");
    Files.writeString(file, ", second part", APPEND);
    assertThat(contents()).containsExactly("old");

    assertThat(contents()).containsExactly("new, first part, second part");
  }

  @Test
  void aFileThatIsReplacedAtOnceIsReadWhole() throws Exception {
    var other = Files.writeString(folder.resolve("sms.camel.yaml.tmp"), "new");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, ATOMIC_MOVE);

    contents();

    assertThat(contents()).containsExactly("new");
  }

  @Test
  void aFileThatIsGoneForAMomentIsNotTakenAway() throws Exception {
    Files.delete(file);
    assertThat(contents()).containsExactly("old");
    Files.writeString(file, "newer");
    assertThat(contents()).containsExactly("old");

    assertThat(contents()).containsExactly("newer");
  }

  @Test
  void aFileThatIsGoneAtTwoLooksIsTakenAway() throws Exception {
    Files.delete(file);

    contents();

    assertThat(contents()).isEmpty();
  }

  @Test
  void whatEditorsPutBesideAFileIsNone() throws Exception {
    Files.writeString(folder.resolve(".voice.camel.yaml"), "hidden");
    Files.writeString(folder.resolve("#voice.camel.yaml"), "hidden");
    Files.writeString(folder.resolve("voice.camel.yaml~"), "backup");
    Files.writeString(folder.resolve("README.md"), "text");
    Files.createDirectory(folder.resolve("folder.camel.yaml"));

    contents();

    assertThat(contents()).containsExactly("old");
  }

  @Test
  void aFolderMayAppearLater() throws Exception {
    var later = new FolderSource(folder.resolve("later"));
    assertThat(later.look()).isEmpty();
    Files.createDirectory(folder.resolve("later"));
    Files.writeString(folder.resolve("later/sms.camel.yaml"), "new");

    later.look();

    assertThat(later.look()).hasSize(1);
  }

  @Test
  void whatIsNoFolderIsSaidToBeNone() {
    assertThatThrownBy(new FolderSource(file)::look)
        .isInstanceOf(IOException.class)
        .hasMessage("%s can't be read: NotDirectoryException", file);
  }

  @Test
  void aFileThatCanNotBeReadHoldsUpNoOther() throws Exception {
    var other = folder.resolve("voice.camel.yaml");
    Files.createSymbolicLink(other, UNREADABLE);
    contents();

    assertThat(source.look())
        .extracting(RouteFile::name, one -> one.fault().isPresent())
        .containsExactly(tuple("sms.camel.yaml", false), tuple("voice.camel.yaml", true));

    Files.delete(other);
    Files.writeString(other, "new");
    contents();
    assertThat(contents()).containsExactly("old", "new");
  }

  @Test
  void aFileThatCanNotBeReadAndIsTakenAwayIsGone() throws Exception {
    var other = folder.resolve("voice.camel.yaml");
    Files.createSymbolicLink(other, UNREADABLE);
    contents();
    assertThat(source.look()).hasSize(2);

    Files.delete(other);
    contents();

    assertThat(contents()).containsExactly("old");
  }

  /** A link to itself: nobody can say what is there, not even root. */
  @Test
  void aFileThatCanNotBeLookedAtIsNotGoneAndIsReadWhenItCan() throws Exception {
    var aside = Files.move(file, folder.resolve("aside"));
    Files.createSymbolicLink(file, file);
    contents();

    assertThat(source.look())
        .singleElement()
        .satisfies(one -> assertThat(one.fault().orElseThrow()).contains("symbolic links"));

    Files.delete(file);
    Files.move(aside, file);
    contents();
    assertThat(contents()).containsExactly("old");
  }

  /** It is renamed, or what it was mounted from has gone: nobody has taken the files away. */
  @Test
  void aFolderThatIsGoneTakesNothingAway() throws Exception {
    var aside = Files.move(folder, folder.resolveSibling("aside"));

    assertThatThrownBy(source::look)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder + " can't be read: it is gone");
    assertThatThrownBy(source::look).isInstanceOf(IOException.class);

    Files.move(aside, folder);
    assertThat(contents()).containsExactly("old");
  }

  @Test
  void aFolderThatCanNotBeLookedAtTakesNothingAway() throws Exception {
    Files.move(folder, folder.resolveSibling("aside"));
    Files.createSymbolicLink(folder, folder);

    assertThatThrownBy(source::look).isInstanceOf(IOException.class);
    assertThatThrownBy(source::look).isInstanceOf(IOException.class);
  }

  private List<String> contents() throws IOException {
    return source.look().stream()
        .map(one -> new String(one.content(), StandardCharsets.UTF_8))
        .toList();
  }
}

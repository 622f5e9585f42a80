import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * Records itself while it computes, allocates, throws, waits for locks and does I/O.
 *
 * java -XX:FlightRecorderOptions:stackdepth=96 RecordedLoad.java FILE MEGABYTES plain|random
 *
 * `random` makes nearly every stack a different one, so that nine tenths of the recording are stacks.
 */
public final class RecordedLoad {
  private static final Object MONITOR = new Object();
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Map<Integer, byte[]> KEPT = new HashMap<>();
  private static volatile boolean stopped;
  private static volatile long sink;

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]).toAbsolutePath();
    long bytes = Long.parseLong(arguments[1]) * 1_000_000;
    boolean random = arguments[2].equals("random");
    Recording recording = new Recording(Configuration.getConfiguration("profile"));
    recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(random ? 10 : 1));
    for (String event : List.of("JavaMonitorEnter", "JavaMonitorWait", "ThreadPark", "ThreadSleep", "SocketRead",
        "SocketWrite", "FileRead", "FileWrite")) {
      recording.enable("jdk." + event).withThreshold(Duration.ZERO).withStackTrace();
    }
    for (String event : List.of("JavaExceptionThrow", "ObjectAllocationInNewTLAB", "ObjectAllocationOutsideTLAB")) {
      recording.enable("jdk." + event).withStackTrace();
    }
    // JDK 25 would take only so many a second.
    for (String event : List.of("SocketRead", "SocketWrite", "FileRead", "FileWrite", "JavaExceptionThrow")) {
      recording.enable("jdk." + event).with("throttle", "off");
    }
    recording.setToDisk(true);
    recording.start();

    ServerSocket server = new ServerSocket(0);
    start("echo", () -> echo(server));
    List<Thread> workers = new ArrayList<>();
    for (int index = 0; index < 6; index += 1) {
      int seed = index;
      workers.add(start("worker-" + index, () -> work(seed, server.getLocalPort(), random)));
    }
    long deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();
    while (recording.getSize() < bytes && System.nanoTime() < deadline) Thread.sleep(100);
    stopped = true;
    for (Thread worker : workers) worker.join(10_000);
    recording.stop();
    recording.dump(file);
    System.exit(0);
  }

  private interface Task {
    void run() throws Exception;
  }

  private static Thread start(String name, Task task) {
    Thread thread = new Thread(() -> {
      try {
        task.run();
      } catch (Exception error) {
        if (!stopped) error.printStackTrace();
      }
    }, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void work(int seed, int port, boolean random) throws Exception {
    SplittableRandom dice = new SplittableRandom(seed);
    Path scratch = Files.createTempFile("recorded-load", ".bin");
    try (Socket socket = new Socket("localhost", port)) {
      for (int round = 0; !stopped; round += 1) {
        int depth = 8 + dice.nextInt(40);
        sink += random ? any(dice, depth + 40) : descend(dice, depth, dice.nextInt(4));
        if (random) continue;
        if (round % 4 == 0) contend(dice);
        if (round % 16 == 0) talk(socket, dice.nextInt(1, 64));
        if (round % 32 == 8) store(scratch, dice.nextInt(64, 4096));
        if (round % 4096 == 0) start("short-" + round, () -> sink += new byte[100_000].length).join();
      }
    } finally {
      Files.delete(scratch);
    }
  }

  private static long descend(SplittableRandom dice, int depth, int way) {
    if (depth == 0) return leaf(dice);
    return switch (way) {
      case 0 -> parse(dice, depth - 1);
      case 1 -> render(dice, depth - 1);
      case 2 -> query(dice, depth - 1);
      default -> validate(dice, depth - 1);
    };
  }

  private static long parse(SplittableRandom dice, int depth) {
    return descend(dice, depth, depth % 4) + 1;
  }

  private static long render(SplittableRandom dice, int depth) {
    return descend(dice, depth, (depth + 1) % 4) ^ 7;
  }

  private static long query(SplittableRandom dice, int depth) {
    return descend(dice, depth, (depth / 2) % 4) * 3;
  }

  private static long validate(SplittableRandom dice, int depth) {
    return descend(dice, depth, (depth / 3) % 4) - 5;
  }

  /** Two ways at each step: nearly every stack is new. */
  private static long any(SplittableRandom dice, int depth) {
    if (depth == 0) return leaf(dice);
    return switch (dice.nextInt(4)) {
      case 0 -> anyNorth(dice, depth - 1);
      case 1 -> anySouth(dice, depth - 1);
      case 2 -> anyEast(dice, depth - 1);
      default -> anyWest(dice, depth - 1);
    };
  }

  private static long anyNorth(SplittableRandom dice, int depth) {
    return any(dice, depth) + 1;
  }

  private static long anySouth(SplittableRandom dice, int depth) {
    return any(dice, depth) + 2;
  }

  private static long anyEast(SplittableRandom dice, int depth) {
    return any(dice, depth) + 3;
  }

  private static long anyWest(SplittableRandom dice, int depth) {
    return any(dice, depth) + 4;
  }

  private static long leaf(SplittableRandom dice) {
    long sum = 0;
    byte[] block = new byte[dice.nextInt(1_000, 12_000)];
    for (int index = 0; index < block.length; index += 16) sum += block[index] = (byte) (index * 31 + sum);
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < 20; word += 1) text.append(dice.nextInt()).append(' ');
    if (dice.nextInt(4) == 0) sum += refuse(text.toString());
    return sum + text.length();
  }

  private static int refuse(String text) {
    try {
      throw new IllegalStateException("no place for " + text.length());
    } catch (IllegalStateException expected) {
      return expected.getMessage().length();
    }
  }

  private static void contend(SplittableRandom dice) throws InterruptedException {
    synchronized (MONITOR) {
      KEPT.put(dice.nextInt(2_000), new byte[dice.nextInt(4_000)]);
      if (dice.nextInt(256) == 0) MONITOR.wait(0, 1);
    }
    LOCK.lock();
    try {
      sink += KEPT.size();
    } finally {
      LOCK.unlock();
    }
  }

  private static void talk(Socket socket, int length) throws IOException {
    byte[] message = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
    byte[] framed = new byte[length + 1];
    framed[0] = (byte) length;
    System.arraycopy(message, 0, framed, 1, length);
    socket.getOutputStream().write(framed);
    InputStream in = socket.getInputStream();
    in.readNBytes(length);
  }

  private static void store(Path scratch, int length) throws IOException {
    try (OutputStream out = Files.newOutputStream(scratch)) {
      for (int part = 0; part < 8; part += 1) out.write(new byte[length]);
    }
    try (InputStream in = Files.newInputStream(scratch)) {
      while (in.read(new byte[2_048]) > 0) sink += 1;
    }
  }

  private static void echo(ServerSocket server) throws IOException {
    while (!stopped) {
      Socket socket = server.accept();
      start("echo-" + socket.getPort(), () -> {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        for (int length = in.read(); length >= 0; length = in.read()) out.write(in.readNBytes(length));
      });
    }
  }
}

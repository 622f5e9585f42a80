import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The practice cluster's Java application. With `--pack` it writes itself as a runnable archive to its output; else it serves a
 * page on port 8080, and looks after its animals a little all the time, so that a recording of it shows something.
 */
public final class Petclinic {
    private static final int PORT = 8080;
    private static final int VISIT_EVERY_MILLIS = 200;

    private static final class Pet implements Comparable<Pet> {
        private final String name;
        private final long weight;

        Pet(String name, long weight) {
            this.name = name;
            this.weight = weight;
        }

        @Override
        public int compareTo(Pet other) {
            return weight == other.weight ? name.compareTo(other.name) : Long.compare(weight, other.weight);
        }
    }

    /** Visited by its own thread and by requests, one at a time: there is something to wait for. */
    private static final class Clinic {
        private static final int PETS = 4000;
        private final Random random = new Random(1);
        private List<Pet> pets = new ArrayList<>();

        synchronized void visit() {
            List<Pet> arrived = new ArrayList<>();
            for (int number = 0; number < PETS; number++) {
                arrived.add(new Pet("pet-" + random.nextInt(PETS), Math.floorMod(random.nextLong(), 10_000L)));
            }
            Collections.sort(arrived);
            pets = arrived;
        }

        synchronized String page() {
            StringBuilder rows = new StringBuilder();
            for (Pet pet : pets.subList(0, Math.min(10, pets.size()))) {
                rows.append("<tr><td>").append(pet.name).append("</td><td>").append(pet.weight).append("</td></tr>");
            }
            return "<!DOCTYPE html><title>Petclinic</title><h1>Welcome</h1><table>" + rows + "</table>\n";
        }
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals("--pack")) {
            pack(System.out);
            return;
        }
        Clinic clinic = new Clinic();
        clinic.visit();
        ScheduledExecutorService visits = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "visits"));
        visits.scheduleAtFixedRate(clinic::visit, VISIT_EVERY_MILLIS, VISIT_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> answer(exchange, clinic));
        server.start();
        System.out.println("Started Petclinic on port " + PORT);
    }

    private static void answer(HttpExchange exchange, Clinic clinic) throws IOException {
        byte[] page = clinic.page().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(page);
        }
    }

    private static void pack(OutputStream output) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Petclinic.class.getName());
        try (JarOutputStream archive = new JarOutputStream(output, manifest)) {
            for (Class<?> each : List.of(Petclinic.class, Pet.class, Clinic.class)) {
                String name = each.getName() + ".class";
                archive.putNextEntry(new JarEntry(name));
                try (InputStream code = Petclinic.class.getClassLoader().getResourceAsStream(name)) {
                    code.transferTo(archive);
                }
                archive.closeEntry();
            }
        }
    }

    private Petclinic() {
    }
}

import java.io.DataInputStream;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Prints which Java the newest class in these jars needs; classes for newer versions only, and descriptions of modules, are no such class. */
public class NewestClass {
    public static void main(String[] jars) throws Exception {
        int newest = 0;
        for (String name : jars) {
            try (JarFile jar = new JarFile(name)) {
                for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                    String path = entry.getName();
                    if (!path.endsWith(".class") || path.startsWith("META-INF/") || path.equals("module-info.class")) continue;
                    try (DataInputStream bytes = new DataInputStream(jar.getInputStream(entry))) {
                        bytes.skipBytes(6);
                        newest = Math.max(newest, bytes.readUnsignedShort() - 44);
                    }
                }
            }
        }
        System.out.print(newest);
    }
}

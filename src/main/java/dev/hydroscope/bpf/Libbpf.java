package dev.hydroscope.bpf;

import java.util.Map;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;

/**
 * The functions of libbpf that are called, of 1.x and of 0.5 (Ubuntu 22.04). Numbers that fail are -errno; pointers that fail
 * are 0 in 1.x and -errno in 0.5, see {@link #failed}.
 */
public interface Libbpf {
    long bpf_object__open_mem(long object, long bytes, long options);

    int bpf_object__load(long object);

    void bpf_object__close(long object);

    long bpf_object__find_map_by_name(long object, String name);

    long bpf_object__find_program_by_name(long object, String name);

    int bpf_map__fd(long map);

    int bpf_map__set_max_entries(long map, int entries);

    int bpf_map__set_initial_value(long map, long data, long bytes);

    int bpf_program__fd(long program);

    int bpf_program__set_type(long program, int type);

    int bpf_program__set_autoload(long program, boolean autoload);

    int bpf_program__set_expected_attach_type(long program, int type);

    /** Not in 0.5. */
    int bpf_program__set_log_buf(long program, long buffer, long bytes);

    long bpf_program__attach_uprobe_opts(long program, int pid, String binary, long offset, long options);

    int bpf_link__destroy(long link);

    int bpf_map_update_elem(int map, long key, long value, long flags);

    long libbpf_set_print(long printer);

    /** Why that pointer was answered: 0 where it is a pointer. */
    static int failed(long pointer) {
        return pointer == 0 ? Native.errno() : pointer < 0 && pointer > -4096 ? (int) -pointer : 0;
    }

    /** Loads it once; it is quiet, for what it says is for programmers. */
    static Libbpf load() throws ProbeException {
        try {
            return Loaded.LIBBPF;
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new ProbeException("libbpf is not installed",
                    "install it: apt-get install libbpf1 (on Ubuntu 22.04 libbpf0)");
        }
    }

    /** Defers loading until it is asked for. */
    final class Loaded {
        private static final Libbpf LIBBPF = open();

        private Loaded() {
        }

        private static Libbpf open() {
            Native.errno();
            Libbpf libbpf;
            try {
                libbpf = open("libbpf.so.1");
            } catch (UnsatisfiedLinkError e) {
                libbpf = open("libbpf.so.0");
            }
            libbpf.libbpf_set_print(0);
            return libbpf;
        }

        private static Libbpf open(String name) {
            return LibraryLoader.loadLibrary(Libbpf.class, Map.of(LibraryOption.LoadNow, true), name);
        }
    }
}

package dev.hydroscope.bpf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the 64-bit registers stand among the words of the kernel's pt_regs, by this machine's architecture. */
final class Registers {
    private static final Map<String, Integer> WORDS = "aarch64".equals(System.getProperty("os.arch")) ? arm64() : x86();

    private Registers() {
    }

    static boolean knows(String name) {
        return WORDS.containsKey(name);
    }

    static int word(String name) {
        Integer word = WORDS.get(name);
        if (word == null) {
            throw new IllegalArgumentException("no register " + name + " on " + System.getProperty("os.arch"));
        }
        return word;
    }

    private static Map<String, Integer> x86() {
        List<String> names = List.of("r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax", "rcx",
                "rdx", "rsi", "rdi");
        Map<String, Integer> words = new HashMap<>();
        names.forEach(name -> words.put(name, words.size()));
        words.put("rsp", 19);
        return Map.copyOf(words);
    }

    private static Map<String, Integer> arm64() {
        Map<String, Integer> words = new HashMap<>();
        for (int i = 0; i < 31; i++) {
            words.put("x" + i, i);
        }
        words.put("sp", 31);
        return Map.copyOf(words);
    }
}

package dev.hydroscope.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A program or library of which a process runs code.
 *
 * @param name its path as the process knows it
 * @param areas where which part of the file is in the process's memory, code and data
 */
public record MappedFile(int pid, String name, Key key, List<Area> areas) {
    /** What tells a file from others: device and inode, as the kernel writes them. */
    record Key(String device, String inode) {
    }

    /** A run of addresses; `offset` is that of its first byte in the file. */
    record Area(long from, long to, long offset, boolean code) {
        boolean holds(long address) {
            return address >= from && address < to;
        }
    }

    public MappedFile {
        areas = List.copyOf(areas);
    }

    /** Of its name. */
    public String baseName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** A path that opens the very file: also one that was deleted, or lies in another mount namespace. */
    public Path path() throws IOException {
        return binary().path();
    }

    Binary binary() throws IOException {
        return Binary.of(pid, link(), name);
    }

    /** The kernel's own, which needs no name. */
    Path link() {
        return ProcFiles.of(pid).resolve("map_files/" + Long.toHexString(areas.get(0).from()) + "-"
                + Long.toHexString(areas.get(0).to()));
    }

    /** Where in the file the byte at that address of the process's memory is; empty where it is no code of this file. */
    Optional<Long> codeOffset(long address) {
        return areas.stream().filter(Area::code).filter(area -> area.holds(address)).findFirst()
                .map(area -> address - area.from() + area.offset());
    }

    /** How far the file's addresses are moved in the process; empty where its code is not mapped as its segments say. */
    Optional<Long> moved(ElfFile elf) {
        for (Area area : areas) {
            for (ElfFile.Segment segment : elf.code()) {
                if (area.code() && area.offset() <= segment.offset()
                        && segment.offset() < area.offset() + area.to() - area.from()) {
                    return Optional.of(area.from() - area.offset() + segment.offset() - segment.address());
                }
            }
        }
        return Optional.empty();
    }
}

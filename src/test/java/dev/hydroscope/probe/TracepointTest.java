package dev.hydroscope.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats as the kernel writes them, in a folder laid out as tracefs is. */
class TracepointTest {
    private static final String COMMON = """
            \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
            \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

            """;
    private static final String EXEC = "name: sched_process_exec\nID: 311\nformat:\n" + COMMON + """
            \tfield:__data_loc char[] filename;\toffset:8;\tsize:4;\tsigned:0;
            \tfield:pid_t pid;\toffset:12;\tsize:4;\tsigned:1;
            \tfield:char comm[16];\toffset:16;\tsize:16;\tsigned:0;
            \tfield:void * skbaddr;\toffset:32;\tsize:8;\tsigned:0;
            \tfield:__u8 saddr[4];\toffset:40;\tsize:4;\tsigned:0;
            \tfield:__rel_loc char[] later;\toffset:44;\tsize:4;\tsigned:0;
            \tfield:__data_loc u8[] raw;\toffset:48;\tsize:4;\tsigned:0;

            print fmt: "filename=%s", __get_str(filename)
            """;
    private static final String OPEN = "name: sys_enter_openat\nID: 600\nformat:\n" + COMMON + """
            \tfield:int __syscall_nr;\toffset:8;\tsize:4;\tsigned:1;
            \tfield:int dfd;\toffset:16;\tsize:8;\tsigned:0;
            \tfield:const char * filename;\toffset:24;\tsize:8;\tsigned:0;
            \tfield:umode_t mode;\toffset:32;\tsize:8;\tsigned:0;
            """;
    private static final String WRITE = "name: sys_enter_write\nID: 601\nformat:\n" + COMMON + """
            \tfield:unsigned int fd;\toffset:16;\tsize:8;\tsigned:0;
            \tfield:const char * buf;\toffset:24;\tsize:8;\tsigned:0;
            \tfield:size_t count;\toffset:32;\tsize:8;\tsigned:0;
            """;

    private static final String MALLOC = "name: kmalloc\nID: 700\nformat:\n" + COMMON + """
            \tfield:unsigned long call_site;\toffset:8;\tsize:8;\tsigned:0;
            \tfield:const void * ptr;\toffset:16;\tsize:8;\tsigned:0;
            \tfield:size_t bytes_req;\toffset:24;\tsize:8;\tsigned:0;
            \tfield:unsigned long where;\toffset:32;\tsize:8;\tsigned:0;
            \tfield:unsigned long stack[4];\toffset:40;\tsize:32;\tsigned:0;
            \tfield:void * pages[2];\toffset:72;\tsize:16;\tsigned:0;
            \tfield:unsigned long gfp_flags;\toffset:88;\tsize:8;\tsigned:0;

            print fmt: "call_site=%pS ptr=%p where=%ps %ps", REC->call_site, REC->ptr, ( void * )(REC->where), (void *)REC->stack[0]
            """;
    private static final String FAULT = "name: page_fault_user\nID: 701\nformat:\n" + COMMON + """
            \tfield:unsigned long address;\toffset:8;\tsize:8;\tsigned:0;
            \tfield:unsigned long ip;\toffset:16;\tsize:8;\tsigned:0;

            print fmt: "address=%ps ip=%ps", (void *)REC->address, (void *)REC->ip
            """;

    @TempDir
    Path folder;
    private Tracepoints tracepoints;

    @BeforeEach
    void layOut() throws Exception {
        format("sched", "sched_process_exec", EXEC);
        format("syscalls", "sys_enter_openat", OPEN);
        format("syscalls", "sys_enter_write", WRITE);
        format("kmem", "kmalloc", MALLOC);
        format("exceptions", "page_fault_user", FAULT);
        Files.writeString(folder.resolve("available_events"),
                "syscalls:sys_enter_write\nsyscalls:sys_enter_openat\nsched:sched_process_exec\n");
        tracepoints = Tracepoints.at(folder);
    }

    private void format(String category, String name, String text) throws Exception {
        Path event = Files.createDirectories(folder.resolve("events").resolve(category).resolve(name));
        Files.writeString(event.resolve("format"), text);
    }

    private Chosen chosen(String text) throws WantedException {
        return Wanted.of(List.of(text)).ofMachine(tracepoints).chosen().get(0);
    }

    @Test
    void fieldsAreReadAsTheirFormatSays() throws WantedException {
        Chosen exec = chosen("sched:sched_process_exec");
        assertEquals(311, exec.site().fileOffset());
        assertEquals("sched:sched_process_exec filename:string pid:int comm:string(16) saddr:bytes(4) later:string raw_bytes:int"
                + " raw:bytes(raw_bytes)", exec.probe().line());
        assertEquals(List.of(Operand.dynamic(8, 0), Operand.field(4, true, 12), Operand.place(16), Operand.place(40),
                Operand.dynamic(44, 48), Operand.field(2, false, 50), Operand.dynamic(48, 0)), exec.site().operands());
    }

    @Test
    void anAddressOfTheKernelIsReadOnlyWhereItIsNamed() throws WantedException {
        assertEquals(-1, chosen("sched:sched_process_exec").probe().argument("skbaddr"));
        assertEquals("sched:sched_process_exec skbaddr:pointer pid:int",
                chosen("sched:sched_process_exec(skbaddr, pid)").probe().line());
    }

    /** As a number, as what is printed as a pointer, and as several of them. */
    @Test
    void anAddressOfTheKernelIsNotReadWhateverItsType() throws WantedException {
        assertEquals("kmem:kmalloc bytes_req:int gfp_flags:int", chosen("kmem:kmalloc").probe().line());
        assertEquals("kmem:kmalloc call_site:int where:int", chosen("kmem:kmalloc(call_site, where)").probe().line());
        assertEquals("exceptions:page_fault_user address:int ip:int", chosen("exceptions:page_fault_user").probe().line());
    }

    @Test
    void theTextsOfASystemCallAreTheCallers() throws WantedException {
        Chosen open = chosen("t:syscalls:sys_enter_openat");
        assertEquals("syscalls:sys_enter_openat dfd:int filename:string mode:int", open.probe().line());
        assertEquals(List.of(Operand.field(4, true, 16), Operand.field(8, false, 24), Operand.field(8, false, 32)),
                open.site().operands());
        assertEquals("syscalls:sys_enter_write fd:int buf:bytes(count)/appdata count:int",
                chosen("syscalls:sys_enter_write").probe().line());
        assertEquals("syscalls:sys_enter_write buf:bytes(8)", chosen("syscalls:sys_enter_write(buf:buf(8))").probe().line());
    }

    @Test
    void globsAreOfOneCategory() throws WantedException {
        assertEquals(2, Wanted.of(List.of("syscalls:*")).ofMachine(tracepoints).chosen().size());
        assertEquals(List.of("nothing:*"), Wanted.of(List.of("nothing:*")).ofMachine(tracepoints).unmatched());
        assertEquals(List.of("sched:sched_process_exec"), tracepoints.named("exec"));
    }

    @Test
    void whatIsNotThereIsToldWithWhatIsNear() {
        WantedException none = assertThrows(WantedException.class, () -> chosen("sched:sched_process_exe"));
        assertTrue(none.hint().contains("near it are sched_process_exec"), none.hint());
        WantedException field = assertThrows(WantedException.class, () -> chosen("sched:sched_process_exec(name)"));
        assertTrue(field.hint().contains("filename, pid, comm"), field.hint());
        WantedException unmounted = assertThrows(WantedException.class, () -> Tracepoints.at(folder.resolve("none")).names());
        assertTrue(unmounted.hint().contains("mount -t tracefs"), unmounted.hint());
    }

    @Test
    void aNameIsNoWayOutOfTheFolder() throws WantedException {
        assertEquals(Optional.empty(), tracepoints.find("..", "events"));
        assertEquals(Optional.empty(), tracepoints.find("sched", "../syscalls/sys_enter_write"));
    }
}

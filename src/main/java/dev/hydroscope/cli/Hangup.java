package dev.hydroscope.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * SIGHUP as those who rotate logs mean it, unless the terminal has gone: then it ends the program as it always does. By
 * reflection: the compiler refuses the JDK's own signals, there are no others.
 */
final class Hangup {
    private Hangup() {
    }

    /** False where this JVM does not let us. */
    static boolean does(Runnable work) {
        boolean terminal = terminal();
        Runnable hung = () -> {
            if (terminal && !terminal()) {
                System.exit(0);
            } else {
                work.run();
            }
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(Hangup.class.getClassLoader(), new Class<?>[] {handler},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            hung.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance("HUP"),
                    handling);
            return true;
        } catch (ClassNotFoundException | NoSuchMethodException | InstantiationException | IllegalAccessException
                | InvocationTargetException e) {
            return false;
        }
    }

    /** Whether this process has one. */
    private static boolean terminal() {
        try (FileInputStream open = new FileInputStream("/dev/tty")) {
            return open.getFD().valid();
        } catch (IOException e) {
            return false;
        }
    }
}

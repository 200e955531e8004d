#ifndef STANDIN_EDGE_H
#define STANDIN_EDGE_H

/* Fires what tracers stumble over, and prints each as it was passed, a JSON object a line:
 * header values of odd lengths and bytes, as {"header", "req", "length", "hex"}: of connection 1, a request each (the hex only
 * of short ones; the long ones repeat the alphabet); then every probe twice, as {"probe", "arguments"}: see call.h. */
void edge(void);

#endif

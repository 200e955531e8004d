/* A real server on loopback, for clients such as curl: HTTP/1.1 with keep-alive, its probes fired as H2O's are. */
#ifndef STANDIN_SERVER_H
#define STANDIN_SERVER_H

/* listens on 127.0.0.1 and returns the port; exits where it cannot */
int server_listen(int port);
/* serves in this thread until the run stops; several threads may */
void server_run(void);
void server_stop(void);

#endif

/* What the program can be asked for; each returns its exit code and says more on the control socket. */
#ifndef VERBS_H
#define VERBS_H

typedef int verb(int count, char **words);

verb verb_node, verb_probe, verb_sandbox, verb_container, verb_exec, verb_connect;

/* What runs as `/pause`: the first process of a pod. */
int run_pause(void);

/* A program of the machine's that ends with the app, whatever it is doing. */
int run_guarded(char **words);

#endif

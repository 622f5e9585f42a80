/**
 * One program in three languages that writes down what `/proc` says of every process. All it needs of a container is one of
 * them: a shell with ls, grep and od, or Python, or Perl.
 *
 * What is printed cannot be forged by the names and arguments of processes: every line of a file that a process has a say
 * in starts with the file's own path, command lines are in hexadecimal, and the rest is the kernel's or ours. Example:
 *
 *     @begin 1 46                                        version, and the process that asks
 *     @processes 3
 *     @btime 1795475641
 *     /proc/1/status:Name:<tab>python
 *     /proc/1/stat:1 (python) S 0 1 …
 *     /proc/1/cgroup:0::/kubepods/besteffort/pod…/f1a2…
 *     lrwxrwxrwx 1 0 0 0 Nov 23 23:48 /proc/1/ns/net -> net:[4026532179]
 *     /proc/1/ns/ipc                                     no arrow: refused
 *     @f 1 12                                            open files; without a number: refused
 *     /proc/1/root/.                                     can be entered; or `@r 1`
 *     @order 1 46                                        the command lines of these, one after another, in one reading,
 *      6b 34 0a 70 79 74 68 6f 6e 00 6b 34 0a …          with the asker's own name and a line end between them
 *     @c 1                                               or, if those were unclear, each by itself
 *      70 79 74 68 6f 6e 00
 *     @end
 *
 * Reading all command lines at once starts two programs instead of one for each process. A process that writes the asker's
 * name into its command line makes a count come out wrong, which `parse-probe.ts` notices; it is then asked anew, with care.
 */

/** More is not asked for: a pod on the node's pid namespace sees every process of the node. */
const PROCESS_LIMIT = 3000;
/** Of one command line; `ps` shows less. */
export const COMMAND_LIMIT = 4096;

/** What the lines have that are wanted; a line too many does no harm, and regular expressions would take most of the time. */
const STATUS_KEYS = 'Name State PPid Uid Gid NSpid Threads VmRSS SigCgt CapPrm CapEff CapBnd NoNewPrivs Seccomp';
const STATUS_LINES = grepFor(STATUS_KEYS.split(' ').map((key) => `${key}:`));
const CGROUP_LINES = grepFor([':name=systemd:', 'memory', 'pids', '0::']);
const KINDS = 'net ipc uts pid mnt user cgroup time';

/**
 * `$1` is the Python program, `$2` the Perl one, `$3` the name that the shell takes, or nothing for the way with care. Few
 * processes are started, and with a name never one for each process, and each writes all it has at once.
 */
const SHELL = `
LC_ALL=C; export LC_ALL
has() { command -v "$1" >/dev/null 2>&1; }
if ! { has ls && has grep && has od && has xargs; }; then
  has python3 && exec python3 -c "$1"
  has python && exec python -c "$1"
  has perl && exec perl -e "$2"
fi
exec 2>/dev/null
mark=$3 own=/proc/$$/comm
lines() {
  while IFS= read -r f; do
    while IFS= read -r line; do printf '%s:%s\\n' "$f" "$line"; done <"$f"
  done
}
each() {
  for name in $names; do printf "%s/$name\\n" "$@"; done
}
count() {
  first=$1 files=$#
}
set -- /proc/[0-9]*
echo "@begin 1 $$"
echo "@processes $#"
if [ $# -gt ${PROCESS_LIMIT} ]; then
  n=0 some=
  for d; do n=$((n+1)); [ $n -gt ${PROCESS_LIMIT} ] && break; some="$some $d"; done
  set -- $some
fi
if has grep; then echo "@$(grep '^btime ' /proc/stat)"
else while read -r key value rest; do [ "$key" = btime ] && echo "@btime $value"; done </proc/stat
fi
read -r value rest </proc/uptime && echo "@uptime $value"
if has grep && has xargs; then
  names=status; each "$@" | xargs grep -H -F ${STATUS_LINES}
  names=stat; each "$@" | xargs grep -H -F ''
  names=cgroup; each "$@" | xargs grep -H -F ${CGROUP_LINES}
else
  names='status stat cgroup'; each "$@" | lines
fi
if has ls && has xargs; then
  names='${KINDS.split(' ')
    .map((kind) => `ns/${kind}`)
    .join(' ')}'
  each "$@" | xargs ls -ln
  names=root/.; each "$@" | xargs ls -d
else
  for d; do [ -e "$d/root/." ] && echo "@r \${d#/proc/}"; done
fi
told= order=
for d; do
  order="$order \${d#/proc/}"
  count "$d"/fd/*
  if [ "$first" != "$d/fd/*" ]; then told="$told@f \${d#/proc/} $files
"
  elif [ ! -r "$d/fd" ]; then told="$told@f \${d#/proc/}
"
  fi
done
printf %s "$told"
if has od && has head && has xargs && [ -n "$mark" ] && printf %s "$mark" >"$own"; then
  echo "@order$order"
  names="cmdline\\n$own"
  { echo "$own"; each "$@"; } | xargs head -q -c ${COMMAND_LIMIT} | od -An -v -tx1
elif has od; then
  names=cmdline
  each "$@" | while read -r f; do
    d=\${f%/cmdline}; echo "@c \${d#/proc/}"; od -An -v -tx1 -N ${COMMAND_LIMIT} "$f"
  done
fi
echo "@end"
`;

const PYTHON = `
import binascii, os, sys
out = getattr(sys.stdout, 'buffer', sys.stdout)
def write(text):
    out.write(text if isinstance(text, bytes) else text.encode('latin-1'))
def read(path, limit):
    try:
        with open(path, 'rb') as file:
            return file.read(limit)
    except (IOError, OSError):
        return b''
write('@begin 1 %d\\n' % os.getpid())
pids = sorted(int(name) for name in os.listdir('/proc') if name.isdigit())
write('@processes %d\\n' % len(pids))
for line in read('/proc/stat', 1 << 20).split(b'\\n'):
    if line.startswith(b'btime '):
        write(b'@' + line + b'\\n')
write(b'@uptime ' + read('/proc/uptime', 64).split(b' ')[0] + b'\\n')
for pid in pids[:${PROCESS_LIMIT}]:
    d = '/proc/%d' % pid
    for name in ('status', 'stat', 'cgroup'):
        path = '%s/%s' % (d, name)
        for line in read(path, 1 << 16).split(b'\\n'):
            if line:
                write(path.encode('ascii') + b':' + line + b'\\n')
    for kind in '${KINDS}'.split():
        path = '%s/ns/%s' % (d, kind)
        try:
            write('%s -> %s\\n' % (path, os.readlink(path)))
        except OSError as error:
            if error.errno in (1, 13):
                write(path + '\\n')
    write('@c %d\\n' % pid)
    write(binascii.hexlify(read(d + '/cmdline', ${COMMAND_LIMIT})) + b'\\n')
    if os.path.exists(d + '/root/.'):
        write('@r %d\\n' % pid)
    try:
        write('@f %d %d\\n' % (pid, len(os.listdir(d + '/fd'))))
    except OSError as error:
        if error.errno in (1, 13):
            write('@f %d\\n' % pid)
write('@end\\n')
`;

const PERL = `
binmode STDOUT;
sub slurp { my ($path, $limit) = @_; my $text = ""; if (open(my $file, "<:raw", $path)) { read($file, $text, $limit); close $file; } return $text; }
print "@"."begin 1 $$\\n";
opendir(my $proc, "/proc"); my @pids = sort { $a <=> $b } grep { /^[0-9]+$/ } readdir($proc);
print "@"."processes ".scalar(@pids)."\\n";
for (split /\\n/, slurp("/proc/stat", 1 << 20)) { print "@"."$_\\n" if /^btime /; }
print "@"."uptime $1\\n" if slurp("/proc/uptime", 64) =~ /^([0-9.]+)/;
splice(@pids, ${PROCESS_LIMIT}) if @pids > ${PROCESS_LIMIT};
for my $pid (@pids) {
  my $d = "/proc/$pid";
  for my $name ("status", "stat", "cgroup") {
    for (split /\\n/, slurp("$d/$name", 1 << 16)) { print "$d/$name:$_\\n" if length; }
  }
  for my $kind (qw(${KINDS})) {
    my $link = readlink("$d/ns/$kind");
    if (defined $link) { print "$d/ns/$kind -> $link\\n"; }
    elsif ($!{EACCES} || $!{EPERM}) { print "$d/ns/$kind\\n"; }
  }
  print "@"."c $pid\\n", unpack("H*", slurp("$d/cmdline", ${COMMAND_LIMIT})), "\\n";
  print "@"."r $pid\\n" if -e "$d/root/.";
  if (opendir(my $files, "$d/fd")) { print "@"."f $pid ".(scalar(() = readdir($files)) - 2)."\\n"; }
  elsif ($!{EACCES} || $!{EPERM}) { print "@"."f $pid\\n"; }
}
print "@"."end\\n";
`;

function grepFor(texts: readonly string[]): string {
  return texts.map((text) => `-e '${text}'`).join(' ');
}

/** In the order to be tried; the next only if the one before cannot be started. Without a mark: with care. */
export function probeCommands(mark: string): readonly (readonly string[])[] {
  return [
    ['sh', '-c', SHELL, 'sh', PYTHON, PERL, mark],
    ['python3', '-c', PYTHON],
    ['python', '-c', PYTHON],
    ['perl', '-e', PERL],
  ];
}

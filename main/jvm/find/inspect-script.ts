/**
 * Looks at Java processes without sending them anything, in a debug container's own shell. As in the probe of processes,
 * what a process has a say in is printed behind the file's path or in hexadecimal:
 *
 *     @begin 1 51
 *     @jcmd                                  the release file of the debug image's own JDK
 *      49 4d 50 4c …
 *     /proc/51/status:CapEff:<tab>00000000a80c25fb
 *     @process 1
 *     /proc/1/status:Name:<tab>java
 *     @hotspot | @openj9 | @root | @tmp | @socket
 *     @command
 *      6a 61 76 61 00 …
 *     @exe
 *      2f 75 73 72 …
 *     @release | @perfdata
 *      49 4d 50 4c …
 *     @end
 *
 * Arguments are process numbers; without any, all processes that look like a JVM are taken.
 */
const STATUS_KEYS = '^(Name|State|Uid|Gid|NSpid|SigCgt|CapEff|CapPrm):';

const SCRIPT = `
LC_ALL=C; export LC_ALL
exec 2>/dev/null
has() { command -v "$1" >/dev/null; }
hex() { od -An -v -tx1 -N "$1"; }
echo "@begin 1 $$"
if has grep && has od && has readlink; then
  jcmd=$(command -v jcmd)
  if [ -n "$jcmd" ]; then
    echo "@jcmd"; home=$(readlink -f "$jcmd"); hex 8192 <"\${home%/bin/jcmd}/release"
  fi
  grep -H -E '${STATUS_KEYS}' /proc/$$/status
  if [ $# -eq 0 ]; then
    for file in $(grep -l -E '^Name:[[:space:]]*java$' /proc/[0-9]*/status; grep -l -E 'libjvm\\.so|libj9vm[0-9]*\\.so' /proc/[0-9]*/maps); do
      pid=\${file#/proc/} pid=\${pid%/*}
      case " $* " in *" $pid "*) ;; *) set -- "$@" "$pid" ;; esac
    done
  fi
  for pid; do
    p=/proc/$pid inner=$pid
    echo "@process $pid"
    grep -H -E '${STATUS_KEYS}' $p/status
    while read -r key value; do [ "$key" = NSpid: ] && inner=\${value##*[!0-9]}; done <$p/status
    grep -q -E 'libjvm\\.so' $p/maps && echo "@hotspot"
    grep -q -E 'libj9vm[0-9]*\\.so' $p/maps && echo "@openj9"
    [ -e $p/root/. ] && echo "@root"
    [ -w $p/root/tmp ] && echo "@tmp"
    [ -S $p/root/tmp/.java_pid$inner ] && echo "@socket"
    echo "@command"; hex 4096 <$p/cmdline
    echo "@exe"; readlink $p/exe | hex 4096
    exe=$(readlink $p/exe) home=\${exe%/bin/java} found=
    for file in "$p/root$home/release" "$p/root\${home%/jre}/release"; do
      [ -z "$found" ] && [ -f "$file" ] && [ ! -L "$file" ] && { found=1; echo "@release"; hex 8192 <"$file"; }
    done
    found=
    for file in $p/root/tmp/hsperfdata_*/$inner; do
      [ -z "$found" ] && [ -f "$file" ] && [ ! -L "$file" ] && { found=1; echo "@perfdata"; hex 65536 <"$file"; }
    done
  done
fi
echo "@end"
`;

export function inspectCommand(pids: readonly number[]): readonly string[] {
  return ['sh', '-c', SCRIPT, 'sh', ...pids.map(String)];
}

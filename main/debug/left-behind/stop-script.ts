/**
 * Ends the container's own process, and no other, whoever else's processes can be seen: of all that are in the same control
 * group and mount namespace as the script itself it is the one that started first. Prints its number, or `none`.
 */
const SCRIPT = `wanted=$1 signal=$2
read -r own < /proc/self/cgroup
mine=$(readlink /proc/self/ns/mnt)
first= since=
for folder in /proc/[0-9]*; do
  pid=\${folder#/proc/}
  [ "$pid" = "$$" ] && continue
  { read -r group < "$folder/cgroup"; } 2>/dev/null || continue
  [ "$group" = "$own" ] || continue
  mount=$(readlink "$folder/ns/mnt" 2>/dev/null)
  if [ -n "$mount" ]; then [ "$mount" = "$mine" ] || continue
  else [ -n "$wanted" ] || continue; fi
  case "$(tr '\\000' ' ' < "$folder/cmdline" 2>/dev/null)" in *"$wanted"*) ;; *) continue ;; esac
  { read -r stat < "$folder/stat"; } 2>/dev/null || continue
  set -- \${stat##*) }
  if [ -z "$since" ] || [ "\${20}" -lt "$since" ]; then first=$pid since=\${20}; fi
done
[ -n "$first" ] || { echo none; exit 0; }
kill -s "$signal" "$first" && echo "$first"
`;

/**
 * `wanted` is a piece of the process's command line, or empty for any; without it the mount namespace must be readable, so
 * that nothing is ended on a guess.
 */
export function stopCommand(wanted: string, signal: 'TERM' | 'HUP' | 'KILL'): readonly string[] {
  return ['sh', '-c', SCRIPT, 'sh', wanted, signal];
}

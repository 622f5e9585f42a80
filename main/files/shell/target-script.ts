/** Shell functions for POSIX `sh` (dash, busybox, bash). Paths come as arguments and leave as NUL-ended fields. */
import { KERNEL_FILE_SYSTEMS } from '../kernel-files.ts';
import { RECORD_FORMAT } from './file-record.ts';

/** As many links as the kernel follows. */
const LINK_LIMIT = 40;

/** Exit codes of a script that refuses; beyond those of a shell's own and below those of signals. */
export const REFUSAL = {
  noProcess: 70,
  rootDenied: 71,
  notFound: 72,
  denied: 73,
  notADirectory: 74,
  notAFile: 75,
  linkLoop: 76,
  notStored: 77,
  blocked: 78,
  exists: 79,
  notEmpty: 80,
  full: 81,
  mismatch: 82,
} as const;

const KERNEL_TYPES = KERNEL_FILE_SYSTEMS.map((type) => type.toString(16)).join('|');

/**
 * `resolve PATH last|all` walks PATH below `$root` and leaves in `$found` where it leads, without links: an absolute link
 * starts again at the target's root, `..` stops there. With `last` a link in the last place is not followed. Returns a
 * refusal's code. Nothing is ever opened through a link, because the debug container's shell would follow it in its own root.
 */
const FUNCTIONS = `
root=/proc/$1/root
text() { out=$(printf '%b.' "$1"); out=\${out%.}; }
record() { stat -c '${RECORD_FORMAT}' "$@"; }
resolve() {
  rest=$1; found=; hops=0
  while [ -n "$rest" ]; do
    case $rest in
      /*) rest=\${rest#/}; continue ;;
      */*) part=\${rest%%/*}; rest=\${rest#*/}; [ -n "$rest" ] || rest=. ;;
      *) part=$rest; rest= ;;
    esac
    [ -d "$root$found/" ] || return ${String(REFUSAL.notADirectory)}
    [ -x "$root$found/" ] || return ${String(REFUSAL.denied)}
    case $part in
      .) continue ;;
      ..) found=\${found%/*}; continue ;;
    esac
    here=$root$found/$part
    if [ -L "$here" ]; then
      if [ -z "$rest" ] && [ "$2" = last ]; then found=$found/$part; return 0; fi
      hops=$((hops + 1))
      [ "$hops" -le ${String(LINK_LIMIT)} ] || return ${String(REFUSAL.linkLoop)}
      target=$(readlink -n "$here" && printf .) || return ${String(REFUSAL.denied)}
      target=\${target%.}
      case $target in /*) found= ;; esac
      rest=$target\${rest:+/$rest}
    elif [ -e "$here" ]; then
      found=$found/$part
    else
      return ${String(REFUSAL.notFound)}
    fi
  done
}
stored() {
  case $(stat -f -c %t "$root$found" 2>/dev/null) in
    ${KERNEL_TYPES}) exit ${String(REFUSAL.notStored)} ;;
  esac
}
regular() { [ -f "$root$found" ] || exit ${String(REFUSAL.notAFile)}; [ -r "$root$found" ] || exit ${String(REFUSAL.denied)}; }
[ -d "/proc/$1" ] || exit ${String(REFUSAL.noProcess)}
[ -x "$root/" ] || exit ${String(REFUSAL.rootDenied)}
text "$2"; path=$out
`;

/** The functions, and then what is to be done. */
export function targetScript(body: string): string {
  return `${FUNCTIONS}${body}`;
}

/** Bytes, whatever the image's locale: in another one a shell may not see names that are not valid in it. */
export function targetCommand(script: string, args: readonly string[]): readonly string[] {
  return ['sh', '-c', 'LC_ALL=C exec sh -c "$@"', 'sh', script, 'kesako', ...args];
}

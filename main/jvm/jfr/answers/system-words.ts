/** What a JVM writes of its operating system: a distribution's release file, `uname` and more, in one text of many lines. */
export interface SystemWords {
  /** `Debian GNU/Linux 12 (bookworm)`, `Windows 10 , 64 bit Build 19041 (10.0.19041.662)`. */
  readonly system?: string;
  /** `Linux 6.5.0-14-generic x86_64`. */
  readonly kernel?: string;
}

export function systemWords(text: string): SystemWords {
  const system =
    /^(?:PRETTY_NAME|DISTRIB_DESCRIPTION)="?([^"\n]+)/m.exec(text)?.[1] ??
    /^(?:HostName: \S+ )?OS:\s*(\S.*)$/m.exec(text)?.[1] ??
    // Some distributions have a release file of a single sentence.
    /^(?!uname|libc|[A-Z_]+=)(\S.*)\nuname/m.exec(text)?.[1];
  const [, name, release, build = ''] = /^uname: ?(\S+) (\S+) (.*)$/m.exec(text) ?? [];
  const machine = /\S+$/.exec(build.trim())?.[0];
  return {
    ...(system === undefined ? {} : { system: system.trim() }),
    ...(name === undefined || release === undefined
      ? {}
      : { kernel: [name, release, machine].filter((word) => word !== undefined).join(' ') }),
  };
}

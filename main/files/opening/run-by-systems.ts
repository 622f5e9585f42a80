/**
 * What Windows, macOS or Linux run, install, mount or follow when they are asked to open it. Pure. The kinds are those that Chromium's
 * list of download types calls dangerous or leaves to a person's click, and Outlook's list of blocked attachments, without documents
 * that a program only shows (XML, certificates, databases) and without bundles, which are folders.
 */

const KINDS = [
  // Programs, and what is loaded into them.
  'app appimage bin com cpl dex dll drv dylib efi elf exe ko ocx pif scr so sys xll',
  // Installers and packages.
  'apk appinstaller application appref-ms appx appxbundle crx deb flatpak flatpakref flatpakrepo inx isu mpkg msi msix msixbundle msp',
  'mst msu oxt paf pet pkg ppkg pup rpm slp snap u3p xbap xip',
  // Scripts of shells and of script hosts.
  'ash bash bat chm cmd command csh dash elv fish hta htt js jse ksh msh msh1 msh1xml msh2 msh2xml mshxml nu ps1 ps1xml ps2 ps2xml psc1',
  'psc2 psd1 psm1 run sct sh shar tcsh terminal tool vb vbe vbs vbscript vxd ws wsb wsc wsf wsh xonsh zsh',
  // Scripts of languages whose runtimes put themselves in charge of them.
  'air applescript class gadget hlp jar jnlp osas osax php pl prg py pyc pyd pyo pyw pyz rb scpt scptd swf tcl',
  // What leads somewhere else, or to a command.
  'afploc desktop fileloc ftploc inetloc kdelnk library-ms lnk mailloc newsloc rdp scf search-ms searchconnector-ms settingcontent-ms',
  'shb shs url vncloc webloc website xnk',
  // Settings of the system itself, and what it does by itself.
  'action caction configprofile definition diagcab diagcfg diagpkg inf internetconnect job mmc mobileconfig mof msc networkconnect osd',
  'printerexport prefpane reg rgs saver seplugin shortcut theme themepack deskthemepack udl webpnp wflow workflow xrm-ms',
  // Disk images: what is in them no longer carries where it came from.
  'cdr dart dc42 diskcopy42 dmg dmgpart dvdr img imgpart iso ndif smi sparsebundle sparseimage toast udif vhd vhdx',
];
const RUN: ReadonlySet<string> = new Set(KINDS.flatMap((kinds) => kinds.split(' ')));

/** Windows takes a class in braces for the file's kind, whatever stands before it. */
const CLASS = /\.\{[0-9a-f-]{36}\}$/i;

/** Of a file's name; empty without one. */
export function kindOf(fileName: string): string {
  // Windows drops dots and blanks at the end by itself.
  const name = fileName.replace(/[\s.]+$/, '');
  return /[^.]\.([^.\s]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

export function isRunByName(fileName: string): boolean {
  return RUN.has(kindOf(fileName)) || CLASS.test(fileName.replace(/[\s.]+$/, ''));
}

/** So many bytes from the beginning tell. */
export const HEAD_BYTES = 64;

/** Linux looks at what a file is where its name does not say. */
const HEADS: readonly string[] = [
  'MZ',
  '#!',
  '[Desktop Entry]',
  '!<arch>\ndebian',
  '\xed\xab\xee\xdb',
  'xar!',
  'dex\n',
  'L\0\0\0\x01\x14\x02\0',
  // Mach-O, both ways round; for several processors, which is also how a Java class begins.
  '\xfe\xed\xfa\xce',
  '\xfe\xed\xfa\xcf',
  '\xce\xfa\xed\xfe',
  '\xcf\xfa\xed\xfe',
  '\xca\xfe\xba\xbe',
];
const ELF = '\x7fELF';
/** A program, or one that can lie anywhere in memory; a core dump is neither. */
const ELF_RUN: readonly number[] = [2, 3];

export function isRunByContent(head: Uint8Array): boolean {
  const text = Buffer.from(head).toString('latin1');
  if (!text.startsWith(ELF)) return HEADS.some((beginning) => text.startsWith(beginning));
  const isBigEndian = head[5] === 2;
  return ELF_RUN.includes(head[isBigEndian ? 17 : 16] ?? 0);
}

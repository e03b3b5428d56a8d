/** What a file is called, and what Slack takes it for. */
export type FileKind = { names: string[]; types: string[] };

/**
 * Whether a file could do something where somebody opens it: a program, a script, a page, a drawing
 * with scripts or a document with macros. Its names and Slack's words for its type count alike.
 */
export function isForbiddenFile({ names, types }: FileKind): boolean {
  return (
    names.some((name) => extensions.has(extensionOf(name))) ||
    types.some((type) => isForbiddenType(type.toLowerCase().split(';')[0]?.trim() ?? ''))
  );
}

/** Whether the first bytes are those of such a file, whatever it is called. */
export function looksForbidden(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  if (/^(MZ|\x7fELF|#!|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe)/.test(start)) return true;
  const words = start.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '');
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+(html|svg)|html|head|body|script|svg)\b/i.test(
    words,
  );
}

/** Windows opens `invoice.exe. ` as what it would be without its end. */
function extensionOf(name: string): string {
  const whole = name.normalize('NFKC').replace(/[\s.\p{C}]+$/u, '');
  const end = whole.lastIndexOf('.');
  return end < 0
    ? ''
    : whole
        .slice(end + 1)
        .toLowerCase()
        .trim();
}

function isForbiddenType(type: string): boolean {
  const [, name = type] = type.split('/');
  return (
    types.has(name) ||
    extensions.has(name) ||
    /macroenabled|javascript|ecmascript|executable|msdownload|shellscript|svg|html/.test(name)
  );
}

const words = (list: string) => list.trim().split(/\s+/);

const extensions: ReadonlySet<string> = new Set([
  ...words(`apk app appimage appref-ms appx appxbundle bat bin cab chm cmd com command cpl crx deb
    desktop diagcab dll dmg dylib elf exe gadget img inf ins ipa iso isp jar jnlp kext ko lnk mpkg
    msc msi msix msixbundle msp mst nsh ocx pif pkg prg reg rpm run scf scr scptd service settingcontent-ms
    so sys url vhd vhdx vxd wasm webloc website workflow xll xpi`),
  ...words(`applescript asp aspx ash ahk awk bash cgi cjs csh fish hta jse js jsp jsx ksh lua mjs mts
    osascript php phtml pl pm ps1 ps1xml psd1 psm1 py pyc pyo pyw pyz rb scpt sct sh shb shs tcl tcsh ts
    tsx vb vbe vbs vbscript ws wsc wsf wsh zsh`),
  ...words('htm html mht mhtml shtml svg svgz xht xhtml xsl xslt'),
  ...words(`docm dotm potm ppa ppam ppsm pptm sldm xla xlam xlm xlsb xlsm xltm`),
]);

const types: ReadonlySet<string> = new Set(
  words(`binary dosexec exe java-archive mach-binary ms-shortcut perl php powershell python ruby
    shell vnd.android.package-archive vnd.apple.installer+xml vnd.debian.binary-package
    vnd.microsoft.portable-executable x-apple-diskimage x-bat x-csh x-debian-package x-dosexec
    x-elf x-httpd-php x-iso9660-image x-java-archive x-mach-binary x-ms-dos-executable
    x-ms-installer x-ms-shortcut x-msdos-program x-msi x-perl x-php x-powershell x-python
    x-python-code x-rpm x-ruby x-sh x-sharedlib x-shellscript x-tcl x-vbscript xslt+xml`),
);

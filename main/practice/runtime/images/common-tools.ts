/** What a person looking into a container needs of the machine's tools, in every image that has any. */
export const COMMON_TOOLS: readonly string[] = [
  'sh cat ls cp mv rm mkdir rmdir ln touch chmod chown stat du df find grep sed awk sort uniq head tail',
  'wc cut tr tee xargs dd od ps pgrep kill top id whoami hostname uname env date sleep seq true false',
  'basename dirname readlink realpath sha256sum md5sum base64 tar gzip less stty tty',
].flatMap((line) => line.split(' '));

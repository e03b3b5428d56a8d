/** Shows enough of an email for its owner to recognize it, and too little for others: `j•••e@gmail.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const local = [...email.slice(0, Math.max(at, 0))];
  const domain = at < 0 ? '' : email.slice(at);
  return `${ends(local)}${domain}`;
}

function ends(local: string[]): string {
  const [first = '', last = ''] = [local.at(0), local.at(-1)];
  return local.length < 4 ? `${first}•••` : `${first}•••${last}`;
}

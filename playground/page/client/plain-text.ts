/** What somebody typed, out of the text in Slack's form: links and mails as they were, entities resolved. */
export function plainText(text: string): string {
  return text
    .replaceAll(/<mailto:[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<(https?:[^|>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

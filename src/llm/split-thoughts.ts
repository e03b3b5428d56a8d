const endOfThoughts =
  /<\/(?:think|thinking|thought|thoughts|reasoning)>|\[\/THINK\]|<\|channel\|>final<\|message\|>/gi;
const beginOfThoughts = /<(?:think|thinking|thought|thoughts|reasoning)>|\[THINK\]/i;

/**
 * Tells a model's thoughts from its answer where it writes both into one text. Templates often send
 * only the end of the thoughts. Thoughts that do not end were cut off, and hold no answer.
 */
export function splitThoughts(text: string): { thoughts: string; answer: string } {
  const end = [...text.matchAll(endOfThoughts)].at(-1);
  if (end) {
    return { thoughts: text.slice(0, end.index), answer: text.slice(end.index + end[0].length) };
  }
  const begin = beginOfThoughts.exec(text);
  return { thoughts: '', answer: begin ? text.slice(0, begin.index) : text };
}

/**
 * Reads the JSON object in a model's text. Models without structured output wrap it in a code fence
 * or in a sentence, or write their thoughts before it.
 *
 * @returns `undefined` when there is none.
 */
export function parseJsonObject(text: string): unknown {
  const answer = text.slice(text.lastIndexOf('</think>') + 1);
  return (
    parseJson(text) ?? parseJson(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1))
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

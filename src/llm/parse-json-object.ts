/**
 * Reads the JSON object in what a model said. Models without structured output wrap it in a code
 * fence, in a sentence, or put their thoughts before it.
 *
 * @returns `undefined` when there is none.
 */
export function parseJsonObject(said: string): unknown {
  const answer = said.slice(said.lastIndexOf('</think>') + 1);
  return (
    parseJson(said) ?? parseJson(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1))
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

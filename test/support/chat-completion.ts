/** The answer of a model, good or bad. */
export type ChatReply =
  /** The content of an answer by schema. */
  | { json: object }
  | { text: string }
  /** Tool calls; arguments that are a string are sent as they are, broken or not. */
  | { calls: { name: string; arguments: object | string }[] }
  | { refusal: string }
  | { choices: [] }
  | { finishReason: 'length' | 'content_filter'; text: string }
  /** A message of a server with ways of its own. */
  | { message: object };

/** A reply in the form of the Chat Completions API. */
export function chatCompletion(reply: ChatReply): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: 'scripted',
    choices: 'choices' in reply ? reply.choices : [choice(reply)],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

function choice(reply: Exclude<ChatReply, { choices: [] }>): object {
  const finishReason = 'finishReason' in reply ? reply.finishReason : 'stop';
  return { index: 0, finish_reason: finishReason, message: message(reply) };
}

function message(reply: Exclude<ChatReply, { choices: [] }>): object {
  const nothing = { role: 'assistant', content: null, refusal: null };
  if ('json' in reply) return { ...nothing, content: JSON.stringify(reply.json) };
  if ('refusal' in reply) return { ...nothing, refusal: reply.refusal };
  if ('calls' in reply) return { ...nothing, tool_calls: reply.calls.map(toolCall) };
  if ('message' in reply) return { role: 'assistant', ...reply.message };
  return { ...nothing, content: reply.text };
}

function toolCall(call: { name: string; arguments: object | string }, index: number): object {
  const text = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
  return { id: `call_${index}`, type: 'function', function: { name: call.name, arguments: text } };
}

import type { ModelFailureReason } from './ask.ts';
import type { ErrorAnswer } from './error-answer.ts';
import { isAboutExtras } from './request-extras.ts';

/**
 * Finds out what an error that a server answered is about. Servers agree on neither statuses nor
 * codes, so their sentences count too; the first line that applies decides.
 */
export function whyRefused(error: ErrorAnswer): ModelFailureReason {
  const { status, words, isPage } = error;
  if (status === 402 || noCredit.test(words)) return 'quota';
  if (isTooLong(error)) return 'too-long';
  if (isServersFault(error)) return status === 429 ? 'rate-limited' : 'unavailable';
  if (isAboutForm(error) || isAboutExtras(error)) return 'rejected';
  if (isPage) return 'no-model-server';
  if (status === 401 || wrongKey.test(words)) return 'wrong-key';
  if (contentPolicy.test(words)) return 'refused';
  if (unknownModel.test(words) && isAboutModel.test(words)) return 'unknown-model';
  if (status === 403) return 'wrong-key';
  if (status === 404) return words.trim() === '' ? 'unknown-model' : 'no-model-server';
  if (status === 405 || wrongPath.test(words)) return 'no-model-server';
  if (status !== undefined) return 'rejected';
  if (tooMany.test(words)) return 'rate-limited';
  return outOfOrder.test(words) ? 'unavailable' : 'rejected';
}

/** Whether a server's words, or the parameter that it names, are about how the answer is asked for. */
export function isAboutForm({ status, words }: ErrorAnswer): boolean {
  return ![401, 402, 403, 429].includes(status ?? 0) && formWords.test(words);
}

/** Whether a server, or its model's template, takes no system message or no third message. */
export function isAboutRoles({ words }: ErrorAnswer): boolean {
  return roleWords.test(words);
}

/** Waiting helps against a rate limit, unless the one request alone is above it. */
function isTooLong({ status, words }: ErrorAnswer): boolean {
  if (status === 401 || status === 403 || formParameter.test(words)) return false;
  if (status === 429) return /request too large/.test(words);
  return status === 413 || tooLong.test(words);
}

function isServersFault({ status = 0 }: ErrorAnswer): boolean {
  return status >= 500 || [408, 409, 425, 429].includes(status);
}

const noCredit =
  /insufficient[_ ](?:quota|balance|funds|credit)|billing_(?:hard_limit|not_active)|credit balance|out of credit|more credits|payment[_ ]required|spend(?:ing)? limit|key limit exceeded|account.{0,20}(?:arrear|overdue)/;

const tooLong =
  /context[_ -]?(?:length|size|window|limit)|exceed_context|maximum (?:context|prompt|input|sequence)|max(?:imum)?[_ ](?:model[_ ]len|seq[_ ]len|prompt[_ ]len|input[_ ]len|number of tokens|tokens allowed)|(?:prompt|input|inputs|messages?|request|conversation|content|text)(?: is| are| was)? too (?:long|large)|too many (?:input |prompt )?tokens|tokens?.{0,60}(?:exceed|larger than|greater than|longer than|too large|must be <)|exceed.{0,60}(?:tokens?\b|context)|reduce the length|longer than the (?:model|context|maximum)|keep the first \d+ tokens|string_above_max_length|request_too_large/;

const wrongKey =
  /(?:api|access)[_ ]?key.{0,40}(?:not valid|invalid|incorrect|missing|expired|required|not found)|(?:invalid|incorrect|missing|expired|no)[_ ](?:api|access)[_ ]?key|invalid[_ ](?:authentication|credentials|token)|authentication[_ ](?:error|fail)|unauthenticated|unauthorized/;

const contentPolicy =
  /content[_ ](?:filter|policy|management)|responsibleaipolicy|moderation|flagged|safety/;

const isAboutModel = /model|deployment|endpoints found/;
const unknownModel =
  /not[_ ](?:be )?(?:found|exist|supported|available|loaded)|does(?:n't| not) (?:exist|have access)|not have access|no (?:such|router|models?|endpoints)|invalid[_ ]model|unknown[_ ]model|not a valid|unexpected model|try pulling|decommissioned|deprecated|deploymentnotfound/;

const wrongPath =
  /unexpected endpoint|invalid url|page not found|cannot (?:post|get)|unknown (?:url|path|endpoint|route)|method not allowed/;

const tooMany = /rate[_ -]?limit|too many requests|resource[_ ]?exhausted|throttl/;
const outOfOrder =
  /overload|unavailable|capacity|internal|server[_ ]error|timed? ?out|timeout|upstream|try again|temporar|busy|bad gateway|provider returned error/;

const formParameter = /param:(?:tool|function|response_format|parallel)/;
const roleWords =
  /(?:system|developer).{0,20}(?:role|message|instruction|prompt)|(?:role|message|instruction).{0,30}(?:system|developer)|roles? must alternate|alternat\w+ roles/;
const formWords = new RegExp(
  [
    formParameter.source,
    '(?<![-\\w])tools?(?![-\\w])|tool[_ -](?:choice|calls?|use[_ d]|parser)|functions?[_ ]?call|(?<![-\\w])functions(?![-\\w])',
    'response[_ ]?format|\\bjson|structured[_ ]outputs?|guided|grammar|schema|--jinja|parallel_tool',
    'requested parameters|(?:unsupported|unknown|unrecognized|extra|unexpected)[_ ](?:request )?(?:param|field|value|argument|input|key)|not permitted',
    roleWords.source,
  ].join('|'),
);

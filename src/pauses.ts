/** How long the bot waits, in milliseconds, before it does something again or gives it up. */
export type Pauses = {
  /** Between two posts in a channel; Slack takes about one a second. Default: 1,000. */
  betweenPostsMs: number;
  /** Between two pages of a history; Slack gives 50 a minute. Default: 1,000. */
  betweenPagesMs: number;
  /** Before the first new try to reach Slack at the start; grows to half a minute. Default: 1,000. */
  slackRetryMs: number;
  /** After an event about channels or their members, before they are read again. Default: 2,000. */
  beforeReadingAgainMs: number;
  /** Before the first new try to open a socket; grows to half a minute. Default: 500. */
  socketRetryMs: number;
  /** Between two looks for jobs that are retried or timed. Default: 500. */
  pollMs: number;
  /** Before a job's first retry; pg-boss counts in whole seconds. Default: 1,000. */
  jobRetryMs: number;
  /** What the pause between a job's retries grows to, where its kind says nothing else. Default: 30,000. */
  longestJobRetryMs: number;
  /** After a reply whose root is unknown, before Slack is asked for the root. Default: 3,000. */
  rootMayComeMs: number;
  /** Between two looks for where an upload is, which Slack says late. Default: 2,000. */
  betweenLooksForFileMs: number;
  /** For how long a reply that is typed in the agents' thread can be taken back before it goes. Default: 20,000. */
  beforeTypedReplyMs: number;
  /** How long a form waits for which companies the people of a shared channel are of. Default: 1,200. */
  companiesMayComeMs: number;
  /** How long a ticket waits, from the escalation on, where Slack asks to wait with its customer's profile. Default: 60,000. */
  profileMayComeMs: number;
  /** Between two looks for what Slack did not deliver. Default: 1,200,000. */
  betweenCatchUpsMs: number;
  /** Before the model is asked again after a failed attempt; grows with each. Default: 300. */
  modelRetryMs: number;
  /** How long one attempt to get an answer of the model may take. Default: 20,000. */
  modelAttemptMs: number;
  /** How long all work of the model together may take from the escalation on. Default: 20,000. */
  modelTimeMs: number;
  /** After a ticket went out without the model, before that is asked for a summary. Default: 15,000. */
  modelMayBeBackMs: number;
};

export const defaultPauses: Pauses = {
  betweenPostsMs: 1_000,
  betweenPagesMs: 1_000,
  slackRetryMs: 1_000,
  beforeReadingAgainMs: 2_000,
  socketRetryMs: 500,
  pollMs: 500,
  jobRetryMs: 1_000,
  longestJobRetryMs: 30_000,
  rootMayComeMs: 3_000,
  betweenLooksForFileMs: 2_000,
  beforeTypedReplyMs: 20_000,
  companiesMayComeMs: 1_200,
  profileMayComeMs: 60_000,
  betweenCatchUpsMs: 1_200_000,
  modelRetryMs: 300,
  modelAttemptMs: 20_000,
  modelTimeMs: 20_000,
  modelMayBeBackMs: 15_000,
};

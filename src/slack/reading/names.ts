/** The names that the bot knows at this moment; a message is read without asking Slack for more. */
export type Names = {
  user(id: string): string | undefined;
  channel(id: string): string | undefined;
};

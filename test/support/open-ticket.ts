import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import type { BotUnderTest } from './start-bot.ts';

/** A ticket of a new customer that stands in the billing channel, its transcript posted. */
export async function openTicket(
  bot: BotUnderTest,
  name: string,
): Promise<{ customer: Actor; root: Message; card: Message }> {
  const customer = bot.customer(name);
  const root = await customer.say(bot.help, 'I was charged twice');
  await bot.settled();
  await customer.say(bot.help, '!escalate', { thread: root });
  const card = await bot.card(bot.billing, `Customer: ${name}`);
  await bot.transcript(card);
  return { customer, root, card };
}

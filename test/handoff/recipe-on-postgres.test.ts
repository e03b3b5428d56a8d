import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newDatabase } from '../support/new-database.ts';
import { doubleCharge, statusFor, talkAndEscalate, whatBringsYou } from '../support/recipe.ts';
import { startBot } from '../support/start-bot.ts';

const connectionString = await newDatabase();
if (connectionString === undefined) {
  test('the recipe on PostgreSQL', { skip: 'there is no PostgreSQL' });
} else {
  const bot = await startBot({ database: { kind: 'postgres', connectionString } });
  after(bot.stop);

  test('on PostgreSQL, too, a double charge reaches the billing agents', async () => {
    const john = bot.slack.addUser({
      name: 'john',
      realName: 'John Doe',
      email: 'johndoe@gmail.com',
    });

    await talkAndEscalate(bot, {
      person: john,
      lines: [{ text: 'Hi', answer: whatBringsYou }, { text: doubleCharge }],
    });

    const card = await bot.card(bot.billing, 'John Doe');
    assert.match(card.shown, /^H-1 · Billing\n/);
    assert.equal(
      await bot.transcript(card),
      `CUSTOMER: Hi\nBOT: ${whatBringsYou}\nCUSTOMER: ${doubleCharge}\n`,
    );
    assert.match((await statusFor(bot, john)).shown, /our team for Billing\./);
  });
}

import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { inSlack } from './in-slack.ts';
import { noBrowser, type Playground, startPlayground } from './open-page.ts';

const skip = noBrowser();
let playground: Playground;
before(async () => {
  if (!skip) playground = await startPlayground();
});
after(() => playground?.stop());

test('by mouse, a request goes from a customer to its team, to another, and to its end', {
  skip,
}, async () => {
  const [page, amyPage] = [await playground.open(), await playground.open()];
  const [john, amy] = [inSlack(page), inSlack(amyPage)];
  await amy.personSelect.selectOption({ label: 'Amy Agent – An agent, and a lead' });

  await john.say(john.main, 'You charged me twice for a TV');
  await john.main.getByRole('button', { name: '1 reply' }).click();
  await john.thread.getByRole('button', { name: 'Talk to a person' }).click();
  await john.thread.getByText('H-1 is with our team for Billing').waitFor();

  await amy.channel('agents-billing').click();
  const card = amy.message(amy.main, 'H-1 ·');
  await card.getByText('johndoe@gmail.com').waitFor();
  await card
    .getByRole('row', { name: /349\.99 USD TV paid/ })
    .first()
    .waitFor();
  await card.getByRole('button', { name: '1 reply' }).click();
  await amy.message(amy.thread, 'Transcript of H-1').getByText('You charged me twice').waitFor();

  await john.say(john.thread, 'I would rather have a new one');
  await amy.message(amy.thread, '): I would rather have a new one').waitFor();

  await card.getByRole('button', { name: 'Move to…' }).click();
  await amy.form.getByRole('combobox', { name: 'To' }).click();
  await amy.form.getByRole('combobox', { name: 'Search' }).fill('sal');
  await amy.form.getByRole('option', { name: 'Support' }).waitFor({ state: 'detached' });
  await amy.form.getByRole('option', { name: 'Sales' }).click();
  await amy.form.getByRole('button', { name: 'Move' }).click();
  await amy.form.getByText('Please complete this required field.').waitFor();
  await amy.form.getByRole('radio', { name: 'It is their turn now' }).check();
  await amy.form.getByRole('checkbox', { name: /notes along/ }).uncheck();
  await amy.form.getByRole('button', { name: 'Move' }).click();
  await amy.form.waitFor({ state: 'detached' });
  await card.getByText('Moved to Sales.').waitFor();
  await john.thread.getByText('H-1 is with our team for Sales').waitFor();

  await amy.channel('agents-sales').click();
  const moved = amy.message(amy.main, 'H-1 · Sales');
  await moved.getByText('Moved here from Billing.').waitFor();
  await moved.getByRole('button', { name: 'Reply' }).first().click();
  await amy.form.getByText('everyone in #help').waitFor();
  await amy.form.getByLabel('Your reply').fill('A new one is on its way');
  await amy.form.getByRole('button', { name: 'Send' }).click();
  const reply = john.message(john.thread, 'A new one is on its way');
  await reply.getByText('Amy, Support').waitFor();
  await moved.getByText('Waiting for the customer, with Amy Agent.').waitFor();

  await moved.getByRole('button', { name: 'Resolve' }).click();
  await moved.getByText('Resolved by Amy Agent.').waitFor();
  const end = john.message(john.thread, 'H-1 is resolved. If it is not');
  await end.getByRole('button', { name: 'Good', exact: true }).click();
  await john.form.getByLabel('Would you like to add a word?').fill('quick answer');
  await john.form.getByRole('button', { name: 'Send' }).click();
  await end.getByRole('button', { name: 'Good', exact: true, pressed: true }).waitFor();
  await moved.getByText('John Doe: good · “quick answer”').waitFor();
});

test('a customer finds their requests in the Home tab, and writes a new one from there', {
  skip,
}, async () => {
  const page = await playground.open({ as: 'Nora New' });
  const nora = inSlack(page);
  await nora.channel('Handoff Home').click();
  await nora.main.getByText('You have none yet.').waitFor();

  await nora.main.getByRole('button', { name: 'Talk to a person' }).click();
  await nora.form.getByLabel('What do you need help with?').fill('I cannot log in');
  await nora.form.getByRole('button', { name: 'Send' }).click();
  await nora.form.waitFor({ state: 'detached' });

  await nora.main.getByText('H-2 · Support').waitFor();
  await nora.main.getByText('With our team').waitFor();
});

test("a slash command in a thread is refused there, with Slack's own text", { skip }, async () => {
  const nora = inSlack(await playground.open({ as: 'Nora New' }));
  await nora.say(nora.main, 'My password does not work');
  const mine = nora.message(nora.main, 'My password does not work');
  await mine.getByRole('button', { name: '1 reply' }).click();

  await nora.say(nora.thread, '/escalate');

  const refusal = nora.message(nora.thread, '/escalate is not supported in threads. Sorry!');
  await refusal.getByText('Only visible to you').waitFor();
  await refusal.getByText('Slackbot').waitFor();
});

test('by mouse, a message is edited, reacted to, given a file, handed to a person, and deleted', {
  skip,
}, async () => {
  const page = await playground.open({ as: 'Gil Guest' });
  const gil = inSlack(page);
  await gil.say(gil.main, 'My profile crashs');
  await gil.message(gil.main, 'My profile').getByRole('button', { name: '1 reply' }).waitFor();
  const more = async (message: Locator, action: string) => {
    await message.hover();
    await message.getByRole('button', { name: 'More actions' }).click();
    await message.getByRole('button', { name: action }).click();
  };

  await more(gil.message(gil.main, 'My profile crashs'), 'Edit message');
  await gil.main.getByLabel('Edit the message').fill('My profile crashes');
  await gil.main.getByRole('button', { name: 'Save' }).click();
  const edited = gil.message(gil.main, 'My profile crashes');
  await edited.getByText('(edited)').waitFor();

  await edited.getByRole('button', { name: 'React with eyes' }).click();
  const reactions = edited.getByRole('list', { name: 'Reactions' });
  await reactions.getByRole('button', { pressed: true }).waitFor();

  await more(edited, 'Escalate to an agent');
  await edited.getByRole('button', { name: /repl/ }).click();
  await gil.thread.getByText(/is with our team for Support/).waitFor();

  const choosing = page.waitForEvent('filechooser');
  await gil.thread.getByRole('button', { name: 'Attach a file' }).click();
  await (await choosing).setFiles({
    name: 'crash.log',
    mimeType: 'text/plain',
    buffer: Buffer.from('it crashed'),
  });
  await gil.say(gil.thread, 'Here is what it wrote');
  const sent = gil.message(gil.thread, 'Here is what it wrote');
  await sent.getByText('crash.log').waitFor();

  await more(sent, 'Delete message');
  await sent.waitFor({ state: 'detached' });
});

test('by mouse, an agent splits, assigns, merges and closes tickets from More…, and undoes it', {
  skip,
}, async () => {
  const { slack, customers, company } = playground.environment;
  const john = slack.as(customers.john);
  const written = await john.say(company.help, 'I was charged twice for nothing, 20 dollars');
  const answer = await slack.waitFor(() => slack.thread(company.help, written)[1]);
  await john.say(company.help, 'And my password does not work', { thread: written });
  await john.press(answer, 'Talk to a person');
  const amy = inSlack(await playground.open({ as: 'Amy Agent' }));
  const { form } = amy;
  const act = async (card: Locator, name: string) => {
    await card.getByRole('button', { name: 'More…' }).click();
    await form.getByRole('button', { name }).click();
  };
  const submit = async (name: string) => {
    await form.getByRole('button', { name }).click();
    await form.waitFor({ state: 'detached' });
  };
  const choose = async (menu: string, search: string) => {
    await form.getByRole('combobox', { name: menu }).click();
    await form.getByRole('combobox', { name: 'Search' }).fill(search);
    await form.getByRole('option').first().click();
  };

  await amy.channel('agents-billing').click();
  const charge = amy.message(amy.main, '20 dollars');
  await charge.getByText('There may be two problems in this').waitFor();
  await act(charge, 'Split…');
  await form.getByRole('checkbox', { name: 'I was charged', checked: false }).waitFor();
  await form.getByRole('checkbox', { name: 'And my password', checked: true }).waitFor();
  await submit('Split');

  await act(charge, 'Assign to…');
  await form.getByRole('button', { name: 'Cancel' }).click();
  await form.getByRole('button', { name: 'Assign to…' }).click();
  await choose('To', 'ben');
  await submit('Assign');
  await charge.getByText('With Ben Agent.').waitFor();

  await amy.channel('agents-support').click();
  const password = amy.message(amy.main, 'my password');
  await password.getByText('Split off').waitFor();
  await act(password, 'Merge…');
  await choose('Into', 'charged');
  await submit('Merge');
  const merged = amy.message(amy.main, 'Goes on in');
  await merged.getByRole('button', { name: 'Undo' }).click();

  await act(password, 'Not a request');
  await submit('Close it');
  await password.getByText('Closed by Amy Agent: not a request.').waitFor();
  await password.getByRole('button', { name: 'Undo' }).click();
  await password.getByText('New.').waitFor();
});

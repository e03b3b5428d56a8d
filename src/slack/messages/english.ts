import type { Texts } from '../../desk/texts.ts';

/** What customers read, in English. */
export const english: Texts = {
  'greeting.hello': 'Hello!',
  'greeting.hello-with-email': 'Hello! I have {email} as your email.',
  'greeting.ask-email': 'Please enter your email.',
  'greeting.ask-issue': 'What brings you here today?',
  'greeting.introduction-in-channel':
    'Tell me all that matters in this thread. To talk to a person, press the button, or type /escalate in the channel.',
  'greeting.introduction-direct':
    'Tell me all that matters here. To talk to a person, press the button or type /escalate.',
  'button.enter-email': 'Enter your email',
  'button.talk': 'Talk to a person',
  'offer.talk':
    'Would you like to talk to a person about this? Press the button, and our team gets all that you have written here.',

  'status.triaging': 'Your request is {ticket}. I am bringing it to the right people now.',
  'status.with-team':
    'Your request {ticket} is with {team}. They have this conversation, so you need not repeat anything. Whatever you add here reaches them.',
  'status.was-with-team': 'Your request {ticket} was with {team}.',
  'status.resolved': 'Your request {ticket} is resolved.',
  'status.part-triaging':
    'Your request is {ticket}, a part of what you wrote in {whole}. I am bringing it to the right people now.',
  'status.part-with-team':
    'Your request {ticket} is with {team}. It is a part of what you wrote in {whole}, which they have, so you need not repeat anything. Whatever you add here reaches them.',
  'status.goes-on':
    'Your request {ticket} goes on in {other}. Whatever you add here reaches the people who have it.',
  'status.went-on': 'Your request {ticket} went on in {other}.',
  'status.team': 'our team',
  'status.team-of': 'our team for {category}',
  'status.somebody-back': 'Somebody is there again: {date}.',

  'added.to-ticket': 'Added to {ticket}. Something new?',
  'added.opens-again':
    'Your request {ticket} is open again, and the people who had it get this. Something new?',
  'added.no-longer-read':
    'Your request {ticket} was resolved some time ago, so our team does not see this. To bring it to a person, press the button.',
  'button.new-request': 'New request',
  'reply.answered-directly': 'You have an answer in your direct messages with me.',

  'waiting.reminder':
    'Your request {ticket} is still open and waits for your answer. To go on with it, write here.',
  'waiting.closes': 'If you need nothing more, you need not do anything: it is closed on {date}.',
  'waiting.closed': 'Your request {ticket} is closed, since we did not hear from you.',
  'waiting.go-on-until': 'To go on with it, write here until {date}, or press the button.',
  'waiting.go-on': 'To go on with it, press the button.',
  'resolved.if-not': 'If it is not, press the button.',
  'button.not-solved': 'Still not solved',
  'feedback.question': 'How did it go?',
  'feedback.good': 'Good',
  'feedback.bad': 'Not good',
  'feedback.title': 'Thank you: {ticket}',
  'feedback.label': 'Would you like to add a word?',
  'feedback.hint': 'The team that helped you reads it.',
  'feedback.close': 'No, that is all',

  'home.title': 'How can we help?',
  'home.introduction':
    'Write to me under Messages and tell me everything that matters. When you want to talk to a person, I bring what you wrote to the right team, so you need not repeat anything.',
  'home.requests': 'Your requests',
  'home.no-requests': 'You have none yet.',
  'home.newer': 'Newer',
  'home.older': 'Older',
  'home.more': 'There is more than this tab has room for.',
  'home.on-its-way': 'On its way to our team',
  'home.with-agent': 'With {agent}',
  'home.waiting-for-you': 'Waiting for your answer',
  'home.with-team': 'With our team',
  'home.resolved': 'Resolved',
  'home.closed': 'Closed',
  'home.goes-on': 'Goes on in {other}',

  'form.send': 'Send',
  'form.save': 'Save',
  'form.choose': 'Choose',
  'form.cancel': 'Cancel',
  'form.talk-title': 'Talk to a person',
  'form.talk-label': 'What do you need help with?',
  'form.pick-label': 'Which conversation is it about?',
  'form.no-words': 'A conversation without words',
  'form.email-title': 'Your email',
  'form.email-label': 'Please enter your email.',

  'answer.not-saved': 'That was not saved. Please try again.',
  'answer.another-workspace': 'I work for another workspace, so nothing was done.',
  'answer.cannot-read':
    'I cannot read this conversation. Invite me to the channel with /invite, then try again, or write to me in a direct message.',
  'answer.where-to-write':
    'I take no requests here. Please write in {channels}, or to me in a direct message.',
  'answer.write-directly': 'I take no requests here. Please write to me in a direct message.',
  'answer.nobodys-thread':
    'There is no customer’s request in this thread. Write in the channel itself, or choose “Escalate to an agent” in the menu of your message.',
  'answer.others-thread':
    'This thread is another customer’s request. For one of your own, write in the channel itself, or to me in a direct message.',
  'answer.not-yours':
    'Only the customer whose conversation this is, or an agent, can hand it to a person.',
  'answer.not-your-email': 'Only the customer whose conversation this is can enter their email.',
  'answer.not-your-request': 'Only the customer whose request this was can open it again.',
  'answer.not-your-new-request':
    'This button is for the customer whose request this is. For one of your own, write in the channel itself, or to me in a direct message.',
  'answer.not-your-feedback': 'Only the customer whose request this was can say how it went.',
  'answer.no-email': 'That is not an email address. It looks like name@example.com.',
  'answer.no-text': 'Please write what you need help with.',
  'answer.no-choice': 'Please choose one.',
};

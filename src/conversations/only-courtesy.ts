import type { Message } from './message.ts';

/**
 * Whether a message only thanks or takes leave, as people do when something is solved. Each word must be
 * known as such: in doubt it is none.
 */
export function isOnlyCourtesy({ text, files }: Pick<Message, 'text' | 'files'>): boolean {
  if (files.length > 0 || text.length > LONGEST || /[?¿]/.test(text)) return false;
  const rest = text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/:[\w+-]+:(?::skin-tone-\d:)?/g, (emoji) => (pleased.has(emoji) ? ' ' : ' x '))
    .replace(/@[\p{L}\p{N}_.-]+/gu, ' ')
    .replace(PLEASED, ' ');
  const words = rest.match(/[\p{L}\p{M}\p{N}’'-]+|\p{Extended_Pictographic}/gu) ?? [];
  const saysSomething = /[\p{L}\p{Extended_Pictographic}]|:[+\w-]+:/u.test(text);
  return saysSomething && words.every((word) => courtesies.has(plain(word)));
}

const LONGEST = 120;

function plain(word: string): string {
  return word.replaceAll('’', "'").replace(/^[-']+|[-']+$/g, '');
}

const pleased = new Set([
  ':+1:',
  ':thumbsup:',
  ':pray:',
  ':tada:',
  ':heart:',
  ':smile:',
  ':slightly_smiling_face:',
  ':ok_hand:',
  ':raised_hands:',
  ':clap:',
  ':white_check_mark:',
  ':wave:',
]);
const PLEASED = /[👍🙏🎉❤😀😃😄😊🙂👌🙌👏✅👋💯]\p{Emoji_Modifier}?\ufe0f?/gu;

/** Words that say nothing but thanks, agreement or goodbye, also side by side. */
const courtesies = new Set(
  [
    // English
    "thanks thank you thx ty tysm cheers very so much a lot lots again all everyone team guys for the your quick fast help support reply answer response ok okay k great perfect awesome excellent wonderful super cool nice good fine brilliant lovely amazing fantastic got it noted that's that is was it's will do bye goodbye have day weekend evening one too you're welcome appreciated appreciate yay solved",
    // German
    'danke dankeschön vielen dank besten herzlichen lieben sehr schön euch dir ihnen für die schnelle hilfe antwort alles klar gut prima toll klasse passt tschüss tschüs auf wiedersehen schönen tag noch abend wochenende gerne',
    // French
    "merci beaucoup bien mille à a vous tous pour votre aide réponse rapide parfait super génial d'accord c'est bon bonne journée soirée au revoir",
    // Spanish
    'gracias muchas mil por la su tu ayuda respuesta rápida vale perfecto genial de acuerdo está bien adiós buen día saludos',
    // Portuguese, Italian, Dutch
    'obrigado obrigada muito grazie mille ottimo perfetto ciao dank je wel bedankt fijn',
  ].flatMap((words) => words.split(' ')),
);

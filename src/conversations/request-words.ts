/**
 * The words of which a plain request for a person consists, by language. A word that takes it back
 * (`not`, `nicht`) is in none of them.
 */
export const requestWords: readonly RequestWords[] = [
  {
    isFreeOrder: false,
    somebody: words(
      'human person somebody someone agent representative rep operator advisor staff colleague',
      'employee',
    ),
    asking: words('please pls plz kindly now asap urgently immediately'),
    greetings: words('hi hello hey thanks thank'),
    around: words(
      'a an some any the real live actual another other being member of your our team support',
      'service customer from instead right away',
    ),
    wishing: words(
      "people i i'd we us me you would like want wish need to talk speak chat with get give put bring",
      'connect reach through in can could may let have here',
    ),
  },
  {
    isFreeOrder: true,
    somebody: words(
      'mensch menschen mitarbeiter mitarbeiterin mitarbeitern berater beraterin person jemand',
      'jemandem jemanden ansprechpartner ansprechpartnerin kollegen kollegin',
    ),
    asking: words('bitte jetzt'),
    greetings: words('hallo hi guten tag danke'),
    around: words(
      'mit einem einen einer eine ein echten echter richtigen richtiger persönlich aus dem ihrem',
      'eurem team vom support sondern',
    ),
    wishing: words(
      'ich wir möchte moechte möchten will wollen würde wuerde gern gerne brauche brauchen kann',
      'könnte koennte darf mich uns mir sprechen reden verbinden verbinde verbindet geben gebt gib sie',
      'können koennen',
    ),
  },
  {
    isFreeOrder: true,
    somebody: words(
      "humain humaine quelqu'un conseiller conseillère conseillere agent interlocuteur",
    ),
    asking: words('plaît plait svp stp maintenant'),
    greetings: words('bonjour salut merci'),
    around: words(
      "à a avec un une d'un d'une de vrai vraie réel réelle votre équipe du support s'il vous te",
      'être personne',
    ),
    wishing: words(
      "je j'ai nous voudrais veux souhaite souhaiterais aimerais j'aimerais besoin peux puis puis-je",
      'pourrais-je pouvez-vous parler me passer mettre en relation contacter contact',
      'passez-moi mettez-moi connectez-moi transférez-moi donnez-moi laissez-moi passez-nous mettez-nous',
    ),
  },
  {
    isFreeOrder: true,
    somebody: words('persona humano humana agente alguien asesor asesora representante'),
    asking: words('favor ahora'),
    greetings: words('hola gracias'),
    around: words('con un una real de verdad por su del equipo soporte ser'),
    wishing: words(
      'quiero quisiera queremos necesito puedo podría podria me gustaría gustaria hablar pasar pasa',
      'pásame pasame comunicar comunícame conectar páseme paseme pásenme pasenme comuníqueme',
      'comuniqueme comuníquenme comuniquenme conécteme conecteme conéctame conéctenme póngame pónganme',
      'contacto en',
    ),
  },
];

export type RequestWords = {
  /** Whether these words are a request in whichever order they stand, or only as a sentence has them. */
  isFreeOrder: boolean;
  somebody: ReadonlySet<string>;
  /** A word that makes somebody's bare name a request: `human please`. */
  asking: ReadonlySet<string>;
  /** A word that makes it a form of address: `thanks, agent`. */
  greetings: ReadonlySet<string>;
  /** What stands around somebody: articles, adjectives. */
  around: ReadonlySet<string>;
  /** The rest of a whole sentence. */
  wishing: ReadonlySet<string>;
};

/** Whether a word is one of a request, other than somebody. */
export function isAroundRequest(
  { asking, greetings, around, wishing }: RequestWords,
  word: string,
): boolean {
  return [asking, greetings, around, wishing].some((known) => known.has(word));
}

/** The words of a line, as they are in the lists above. */
export function wordsOf(text: string): string[] {
  return (
    text
      .replace(/[’‘]/g, "'")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+(?:['-]\p{L}+)*/gu) ?? []
  );
}

function words(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.replace(/[’‘]/g, "'").split(' ')));
}

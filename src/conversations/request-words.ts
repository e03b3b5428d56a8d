/**
 * The words of which a plain request for a person consists, by language: a line of nothing else, with
 * somebody in it, is a request. A word that takes it back (`not`, `nicht`) is in none of them.
 */
export const requestWords: readonly {
  somebody: ReadonlySet<string>;
  others: ReadonlySet<string>;
}[] = [
  {
    somebody: words(
      'human person people somebody someone agent representative rep operator advisor staff',
      'colleague employee',
    ),
    others: words(
      'hi hello hey a an some any the real live actual another other being member of your our team',
      "support service customer please pls plz kindly now thanks thank you asap i i'd we us me",
      'would like want wish need to talk speak chat with get give put bring connect reach through in',
      'can could may let have here instead from right away urgently',
    ),
  },
  {
    somebody: words(
      'mensch menschen mitarbeiter mitarbeiterin mitarbeitern berater beraterin person jemand',
      'jemandem jemanden ansprechpartner ansprechpartnerin kollegen kollegin',
    ),
    others: words(
      'hallo hi guten tag ich wir möchte moechte möchten will wollen würde wuerde gern gerne bitte',
      'brauche brauchen kann könnte koennte darf mich uns mit einem einen einer eine ein echten echter',
      'richtigen richtiger persönlich sprechen reden verbinden verbinde verbindet sie können koennen',
      'aus dem ihrem eurem team vom support danke jetzt',
    ),
  },
  {
    somebody: words(
      "humain humaine quelqu'un conseiller conseillère conseillere agent interlocuteur",
    ),
    others: words(
      "bonjour salut je j'ai nous voudrais veux souhaite souhaiterais aimerais j'aimerais besoin peux",
      "puis puis-je pourrais-je pouvez-vous parler à a avec un une d'un d'une vrai vraie réel réelle me",
      "passer mettre en relation contacter contact de votre équipe du support s'il vous te plaît plait",
      'svp stp merci maintenant être personne',
    ),
  },
  {
    somebody: words('persona humano humana agente alguien asesor asesora representante'),
    others: words(
      'hola quiero quisiera queremos necesito puedo podría podria me gustaría gustaria hablar con un',
      'una real de verdad por favor gracias ahora su del equipo soporte pasar pasa pásame pasame',
      'comunicar comunícame conectar ser',
    ),
  },
];

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

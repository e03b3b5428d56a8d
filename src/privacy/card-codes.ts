const cardCode =
  /(?<![\p{L}\d])((?:cvv2?|cvc2?|csc|card verification (?:code|number|value)|(?:card )?security code|(?:karten)?prüf(?:nummer|ziffer))(?:[ \t:=#"'(-]{1,3}(?:is|was|code|number|ist|lautet|of|on|the|my|card|back)\b){0,5}[ \t:=#"'(-]{0,4})\d{3,4}(?!\d)/giu;

/** Removes the three or four digits on a card's back, recognized by the words before them. */
export function redactCardCodes(text: string): string {
  return text.replace(cardCode, '$1[card code removed]');
}

import type { Texts } from '../src/desk/texts.ts';

/** What customers read, in German. */
export const german: Texts = {
  'greeting.hello': 'Guten Tag!',
  'greeting.hello-with-email': 'Guten Tag! Ihre E-Mail-Adresse habe ich: {email}.',
  'greeting.ask-email': 'Bitte geben Sie Ihre E-Mail-Adresse an.',
  'greeting.ask-issue': 'Worum geht es?',
  'greeting.introduction-in-channel':
    'Schreiben Sie alles Wichtige in diesen Thread. Wenn Sie mit einem Menschen sprechen möchten, drücken Sie auf die Schaltfläche oder tippen Sie /escalate in den Channel.',
  'greeting.introduction-direct':
    'Schreiben Sie hier alles Wichtige. Wenn Sie mit einem Menschen sprechen möchten, drücken Sie auf die Schaltfläche oder tippen Sie /escalate.',
  'button.enter-email': 'E-Mail-Adresse angeben',
  'button.talk': 'Mit einem Menschen sprechen',
  'offer.talk':
    'Möchten Sie darüber mit einem Menschen sprechen? Drücken Sie auf die Schaltfläche, dann erhält unser Team alles, was Sie hier geschrieben haben.',

  'status.triaging': 'Ihre Anfrage ist {ticket}. Ich bringe sie jetzt zu den richtigen Leuten.',
  'status.with-team':
    'Ihre Anfrage {ticket} ist bei {team}. Dort liegt alles vor, was Sie geschrieben haben: Sie müssen nichts wiederholen. Was Sie hier ergänzen, kommt dort an.',
  'status.was-with-team': 'Ihre Anfrage {ticket} war bei {team}.',
  'status.resolved': 'Ihre Anfrage {ticket} ist gelöst.',
  'status.part-triaging':
    'Ihre Anfrage ist {ticket}, ein Teil dessen, was Sie in {whole} geschrieben haben. Ich bringe sie jetzt zu den richtigen Leuten.',
  'status.part-with-team':
    'Ihre Anfrage {ticket} ist bei {team}. Sie ist ein Teil dessen, was Sie in {whole} geschrieben haben. Es liegt dort vor: Sie müssen nichts wiederholen. Was Sie hier ergänzen, kommt dort an.',
  'status.goes-on':
    'Ihre Anfrage {ticket} geht in {other} weiter. Was Sie hier ergänzen, kommt bei denen an, die sie bearbeiten.',
  'status.went-on': 'Ihre Anfrage {ticket} ging in {other} weiter.',
  'status.team': 'unserem Team',
  'status.team-of': 'unserem Team für {category}',
  'status.somebody-back': 'Es ist wieder jemand da: {date}.',

  'added.to-ticket': 'Zu {ticket} hinzugefügt. Geht es um etwas Neues?',
  'added.opens-again':
    'Ihre Anfrage {ticket} ist wieder offen, und wer sie bearbeitet hat, erhält dies. Geht es um etwas Neues?',
  'added.no-longer-read':
    'Ihre Anfrage {ticket} wurde vor einiger Zeit gelöst, daher sieht unser Team dies nicht. Um es zu einem Menschen zu bringen, drücken Sie auf die Schaltfläche.',
  'button.new-request': 'Neue Anfrage',
  'reply.answered-directly': 'Sie haben eine Antwort in Ihren Direktnachrichten mit mir.',

  'waiting.reminder':
    'Ihre Anfrage {ticket} ist noch offen und wartet auf Ihre Antwort. Schreiben Sie hier, wenn es weitergehen soll.',
  'waiting.closes':
    'Wenn Sie nichts mehr brauchen, müssen Sie nichts tun: Sie wird am {date} geschlossen.',
  'waiting.closed':
    'Ihre Anfrage {ticket} ist geschlossen, weil wir nichts von Ihnen gehört haben.',
  'waiting.go-on-until':
    'Wenn es weitergehen soll, schreiben Sie hier bis {date}, oder drücken Sie auf die Schaltfläche.',
  'waiting.go-on': 'Wenn es weitergehen soll, drücken Sie auf die Schaltfläche.',
  'resolved.if-not': 'Falls nicht, drücken Sie auf die Schaltfläche.',
  'button.not-solved': 'Noch nicht gelöst',
  'feedback.question': 'Wie ist es gelaufen?',
  'feedback.good': 'Gut',
  'feedback.bad': 'Nicht gut',
  'feedback.title': 'Danke: {ticket}',
  'feedback.label': 'Möchten Sie etwas hinzufügen?',
  'feedback.hint': 'Das Team, das Ihnen geholfen hat, liest es.',
  'feedback.close': 'Nein, das ist alles',

  'home.title': 'Wie können wir helfen?',
  'home.introduction':
    'Schreiben Sie mir unter „Nachrichten“ alles Wichtige. Wenn Sie mit einem Menschen sprechen möchten, bringe ich es zum richtigen Team: Sie müssen nichts wiederholen.',
  'home.requests': 'Ihre Anfragen',
  'home.no-requests': 'Sie haben noch keine.',
  'home.newer': 'Neuere',
  'home.older': 'Ältere',
  'home.more': 'Es gibt mehr, als hier Platz hat.',
  'home.on-its-way': 'Auf dem Weg zu unserem Team',
  'home.with-agent': 'Bei {agent}',
  'home.waiting-for-you': 'Wartet auf Ihre Antwort',
  'home.with-team': 'Bei unserem Team',
  'home.resolved': 'Gelöst',
  'home.closed': 'Geschlossen',
  'home.goes-on': 'Geht in {other} weiter',

  'form.send': 'Senden',
  'form.save': 'Speichern',
  'form.choose': 'Auswählen',
  'form.cancel': 'Abbrechen',
  'form.talk-title': 'Mit Menschen sprechen',
  'form.talk-label': 'Wobei brauchen Sie Hilfe?',
  'form.pick-label': 'Um welches Gespräch geht es?',
  'form.no-words': 'Ein Gespräch ohne Worte',
  'form.email-title': 'Ihre E-Mail-Adresse',
  'form.email-label': 'Bitte geben Sie Ihre E-Mail-Adresse an.',

  'answer.not-saved': 'Das wurde nicht gespeichert. Bitte versuchen Sie es noch einmal.',
  'answer.another-workspace':
    'Ich arbeite für einen anderen Workspace, daher wurde nichts unternommen.',
  'answer.cannot-read':
    'Ich kann dieses Gespräch nicht lesen. Laden Sie mich mit /invite in den Channel ein und versuchen Sie es noch einmal, oder schreiben Sie mir eine Direktnachricht.',
  'answer.where-to-write':
    'Hier nehme ich keine Anfragen an. Bitte schreiben Sie in {channels} oder mir eine Direktnachricht.',
  'answer.write-directly':
    'Hier nehme ich keine Anfragen an. Bitte schreiben Sie mir eine Direktnachricht.',
  'answer.nobodys-thread':
    'In diesem Thread ist keine Kundenanfrage. Schreiben Sie in den Channel selbst, oder wählen Sie „Escalate to an agent“ im Menü Ihrer Nachricht.',
  'answer.others-thread':
    'Dieser Thread ist die Anfrage von jemand anderem. Für eine eigene schreiben Sie in den Channel selbst oder mir eine Direktnachricht.',
  'answer.not-yours':
    'Nur wer dieses Gespräch begonnen hat oder Mitglied unseres Teams ist, kann es an einen Menschen übergeben.',
  'answer.not-your-email':
    'Nur wer dieses Gespräch begonnen hat, kann dafür eine E-Mail-Adresse angeben.',
  'answer.not-your-request': 'Nur wer diese Anfrage gestellt hat, kann sie wieder öffnen.',
  'answer.not-your-new-request':
    'Diese Schaltfläche ist für die Person, die diese Anfrage gestellt hat. Für eine eigene schreiben Sie in den Channel selbst oder mir eine Direktnachricht.',
  'answer.not-your-feedback':
    'Nur wer diese Anfrage gestellt hat, kann sagen, wie es gelaufen ist.',
  'answer.no-email': 'Das ist keine E-Mail-Adresse. Sie sieht aus wie name@example.com.',
  'answer.no-text': 'Bitte schreiben Sie, wobei Sie Hilfe brauchen.',
  'answer.no-choice': 'Bitte wählen Sie eines aus.',
};

/** What a secret is called, and what it then looks like. */
export type SecretKind =
  | 'password'
  | 'key'
  | 'one-time code'
  | 'recovery code'
  | 'card code'
  | 'security answer';

/**
 * The words for secrets, in lower case and without accents, with commas between them; `*` stands for
 * any ending, `~` for any beginning. A `?` after one says that it has other meanings: then only what looks
 * like a secret is one.
 */
export const secretWords: Record<SecretKind, string> = {
  password: `
    ~password*, ~passwort*, pass word, pass words, passwd, passwds, pswd, psw, pwd, pwds, pw, pws?, pass?, ~passphrase, pass phrase,
    ~kennwort*, paswoord, ~losungswort, zugangswort,
    ~mot de passe, ~mots de passe, mdp, phrase de passe,
    contrasena*, contrasenya*, palabra clave?, clave?, clave de acceso?,
    senha*, palavra passe, palavra chave?,
    parola d'ordine, parola chiave?, parola*, parole?,
    wachtwoord*, ww?, toegangswoord,
    losenord*, passord*, kodeord*, adgangskode*, adgangsord, salasana*, tunnussana*, lykilord*,
    haslo, hasla, hasle, heslo*, hesla, parolu?, lozink*, zaporka, sifra?, geslo, gesla, slaptazodi*, parooli*, paroles?,
    jelszo*, jelszav*, sifre*,
    ~парол*, пассворд*, лозинк*, шифра?,
    κωδικος προσβασης, συνθηματικο, κωδικος μου?, κωδικος?, κωδικο?,
    סיסמה, סיסמא, סיסמתי, הסיסמה, הסיסמא,
    كلمة المرور, كلمه المرور, كلمة السر, كلمه السر, كلمة مروري, الرقم السري, رمز المرور, گذرواژه, رمز عبور, پسورد, پاس ورڈ, پاسورڈ,
    पासवर्ड*, कूटशब्द, পাসওয়ার্ড*, கடவுச்சொல்*, పాస్‌వర్డ్*, ਪਾਸਵਰਡ*,
    mat khau, mat ma?, kata sandi, kata laluan, sandi?, kata kunci?, nenosiri*, neno la siri, nywila, wagwoord*, iphasiwedi*,
    pasahitz*, contrassenya*, focal faire, cyfrinair*,
`,
  key: `
    api key, api keys, apikey*, api-key, access key, accesskey*, secret key, secretkey*, private key, signing key?, encryption key?, license key?,
    access token, api token, auth token, refresh token, bearer token, session token, bot token, personal access token, ~token?, ~tokens?,
    ~accesstoken, ~apitoken, ~authtoken, client secret, ~clientsecret, shared secret, signing secret, webhook secret, ~secret?, ~accesskey, ~secretaccesskey, ~secretkey, ~privatekey,
    api schlussel, api-schlussel, geheimer schlussel, zugriffsschlussel, zugangsschlussel, cle api, cle d'api, cle secrete, cle d'acces, jeton?, jeton d'acces,
    clave api, clave de api, clave secreta, ficha de acceso?, chave api, chave de api, chave secreta, chave da api,
    chiave api, chiave segreta, api sleutel, api-sleutel, geheime sleutel, api nyckel, api-nyckel, api nokkel, klucz api, tajny klucz, api klic, api kulcs,
    api anahtari, токен*, ключ api, api ключ, секретный ключ, ключ доступа, klucz dostepu, kunci api, khoa api,
`,
  'one-time code': `
    my code?, the code?, your code?, this code?, le code?, mon code?, votre code?, mein code?, der code?, ihr code?, el codigo?, mi codigo?, tu codigo?, su codigo?, o codigo?, meu codigo?, seu codigo?, il codice?, mio codice?, suo codice?, mijn code?, de code?, uw code?, koden?, min kod?, min kode?, moj kod?, kodum?, kodu?, код?, мой код?,
    ~otp, ~2fa, 2fa code, mfa, mfa code, totp, ~pin, ~pins, pin code, pincode*, pin number, ~pinnummer, ~pin-code, ~pinkod*, ~pinkode, ~pin-kode, tan, tans, mtan, ~tan-nummer,
    one time password, one-time password, one time passcode, one-time passcode, one time code, one-time code, one time pin, passcode*, pass code,
    ~verification code, ~verification codes, ~verifycode, ~security code, ~authentication code, ~authenticator code, ~auth code, ~login code, log-in code, log in code, sign-in code, sign in code, sms code, text code, confirmation code?, access code, unlock code, activation code?, reset code, login pin, door code?, gate code?, alarm code?,
    ~bestatigungscode, ~bestatigungs-code, ~sicherheitscode, ~sicherheits-code, ~einmalcode, ~einmal-code, ~einmalpasswort, ~einmalkennwort, ~anmeldecode, ~zugangscode, ~freischaltcode, ~sms-code, ~geheimzahl, ~verifizierungscode, ~prufcode,
    code de verification, code de confirmation, code de securite, code d'acces, code d'authentification, code a usage unique, code secret, code pin, code sms, code de validation, code recu?,
    codigo de verificacion, codigo de confirmacion, codigo de seguridad, codigo de acceso, codigo de autenticacion, codigo de un solo uso, codigo sms, codigo pin, clave dinamica,
    codigo de verificacao, codigo de confirmacao, codigo de seguranca, codigo de acesso, codigo de autenticacao,
    codice di verifica, codice di conferma, codice di sicurezza, codice di accesso, codice otp, codice pin, codice sms,
    verificatiecode, bevestigingscode, beveiligingscode, toegangscode, inlogcode, eenmalige code,
    verifieringskod*, bekraftelsekod*, sakerhetskod*, engangskod*, bekreftelseskod*, bekraeftelseskod*, sikkerhedskod*, sikkerhetskod*, vahvistuskood*, varmennuskood*, kertakayttokood*,
    kod weryfikacyjny, kod potwierdzajacy, kod sms, kod pin, kod jednorazowy, kod autoryzacyjny, overovaci kod, potvrzovaci kod, bezpecnostni kod, ellenorzo kod, megerosito kod, biztonsagi kod, cod de verificare, cod de securitate, kod za potvrdu, verifikacijski kod,
    dogrulama kodu, onay kodu, guvenlik kodu, sms kodu, sms sifresi, tek kullanimlik sifre,
    код подтверждения, код из смс, код из sms, смс код, смс-код, проверочный код, код проверки, одноразовый код, одноразовый пароль, пин код, пин-код, пинкод*, код безопасности, код підтвердження,
    κωδικος επαληθευσης, κωδικος επιβεβαιωσης, κωδικος ασφαλειας, κωδικος μιας χρησης,
    קוד אימות, קוד האימות, קוד אבטחה, קוד סודי, קוד חד פעמי,
    رمز التحقق, كود التحقق, رمز التاكيد, رمز التأكيد, رمز الامان, كود التفعيل, رمز التفعيل, رقم التحقق, کد تایید, کد تأیید, رمز یکبار مصرف, کد فعال سازی,
    सत्यापन कोड, ओटीपी, वेरिफिकेशन कोड, पिन यাচাই কোড,
    ma xac nhan, ma xac minh, ma otp, ma pin, kode verifikasi, kode otp, kode konfirmasi, kod pengesahan, kode pin, msimbo wa uthibitishaji,
`,
  'recovery code': `
    ~recovery code, ~recovery codes, recovery key, recovery phrase, ~backup code, ~backup codes, back-up code, back-up codes, back up codes, rescue code, scratch code, scratch codes, seed phrase, secret phrase, mnemonic phrase, ~mnemonic, emergency code?, emergency codes?, emergency kit,
    ~wiederherstellungscode, ~wiederherstellungscodes, ~wiederherstellungsschlussel, ~backup-code, ~backup-codes, ~backupcode, ~backupcodes, ~notfallcode, ~notfallcodes, ~ersatzcode,
    code de recuperation, codes de recuperation, cle de recuperation, code de secours, codes de secours, phrase de recuperation,
    codigo de recuperacion, codigos de recuperacion, clave de recuperacion, codigo de respaldo, codigos de respaldo, frase de recuperacion, frase semilla,
    codigo de recuperacao, codigos de recuperacao, codigo de backup, codigos de backup, chave de recuperacao, frase de recuperacao,
    codice di recupero, codici di recupero, codice di backup, codici di backup, chiave di recupero, frase di recupero,
    herstelcode*, herstelsleutel, aterstallningskod*, gjenopprettingskode*, gendannelseskode*, palautuskood*,
    kod odzyskiwania, kody odzyskiwania, kod zapasowy, kody zapasowe, obnovovaci kod, zalozni kod, helyreallitasi kod, cod de recuperare,
    kurtarma kodu, yedek kod, код восстановления, коды восстановления, резервный код, резервные коды, сид фраза, сид-фраза,
    κωδικος ανακτησης, רמز الاسترداد, رمز الاسترداد, רמز استرداد, קוד שחזור, रिकवरी कोड, kode pemulihan, ma khoi phuc,
`,
  'card code': `
    cvv, cvv2, cvc, cvc2, cvn, csc, cvv code, cvc code, cid?, card verification code, card verification number, card verification value, card security code, security code on, code on the back, digits on the back, number on the back, numbers on the back,
    ~prufnummer, ~prufziffer, ~kartenprufnummer, ~kartenprufziffer, ~kartencode, zahlen auf der ruckseite, ziffern auf der ruckseite,
    cryptogramme, cryptogramme visuel, chiffres au dos, numeros al dorso, codigo cvv, digitos al reverso, numeros do verso, codice cvv, cifre sul retro, cijfers achterop, kod cvv, код cvv, cvv код, цифры на обороте, cvv kodu, цифры сзади,
`,
  'security answer': `
    security answer, security answers, secret answer, answer to my security question, answer to the security question, answer to security question, answer to my secret question, answer to the secret question, answer for my security question, security question answer, memorable word, memorable answer, memorable name, memorable place, security word, secret word?, safe word?, code word?,
    antwort auf die sicherheitsfrage, antwort auf meine sicherheitsfrage, antwort auf die geheimfrage, ~sicherheitsantwort, antwort zur sicherheitsfrage, sicherheitsfrage antwort, geheime antwort,
    reponse secrete, reponse de securite, reponse a la question secrete, reponse a la question de securite, reponse a ma question secrete, reponse a ma question de securite,
    respuesta secreta, respuesta de seguridad, respuesta a la pregunta de seguridad, respuesta a mi pregunta de seguridad, respuesta a la pregunta secreta,
    resposta secreta, resposta de seguranca, resposta da pergunta de seguranca, resposta a pergunta de seguranca,
    risposta segreta, risposta di sicurezza, risposta alla domanda di sicurezza, risposta alla mia domanda di sicurezza, risposta alla domanda segreta,
    beveiligingsantwoord, antwoord op de beveiligingsvraag, antwoord op mijn beveiligingsvraag, antwoord op de geheime vraag, veiligheidsantwoord,
    svar pa sakerhetsfragan, sakerhetssvar, svaret pa sikkerhedssporgsmalet, svaret pa sikkerhetssporsmalet, turvakysymyksen vastaus,
    odpowiedz na pytanie zabezpieczajace, odpowiedz na pytanie pomocnicze, odpoved na bezpecnostni otazku, biztonsagi kerdes valasza,
    guvenlik sorusunun cevabi, gizli sorunun cevabi, guvenlik sorusu cevabi,
    секретный ответ, ответ на секретный вопрос, ответ на контрольный вопрос, ответ на вопрос безопасности,
    mother's maiden name, mothers maiden name, mother maiden name, mum's maiden name, mom's maiden name, maiden name, first pet's name, first pet name, pet's name, pets name, pet name, childhood pet's name, childhood pet, first pet, childhood pet name, childhood pet was called, pet was called, first dog's name, first dog, first cat, dog's name, cat's name, dogs name, cats name, name of my first pet, name of your first pet, name of my pet, name of your pet, name of my childhood pet, name of my first dog, first pet called, first car, first school, first teacher, first teacher's name, first street, first job?, first boss?, primary school, elementary school, childhood nickname, childhood friend, childhood hero, childhood best friend, best friend's name, favorite teacher, favourite teacher, favorite pet, favourite pet, favorite movie, favourite film, favorite book, favourite book, favorite food, favourite food, favorite color, favourite colour, favorite team, favourite team, street i grew up on, town i was born in, city i was born in, city where i was born, town where i was born, grandmother's name, grandfather's name, father's middle name, mother's first name, oldest sibling's name, high school mascot,
    madchenname meiner mutter, madchenname der mutter, madchenname ihrer mutter, geburtsname meiner mutter, mein erstes haustier, erstes haustier, name meines ersten haustiers, name des ersten haustiers, name meines haustiers, haustier heisst, haustiers, erstes auto, meine erste schule, meine grundschule,
    nom de jeune fille de ma mere, nom de jeune fille de votre mere, nom de jeune fille, nom de mon premier animal, mon premier animal, premier animal de compagnie, nom de mon animal, nom de mon animal de compagnie, nom de mon chien, nom de mon chat, ma premiere voiture, ma premiere ecole, ville ou je suis ne,
    nombre de mi primera mascota, nombre de mi mascota, mi primera mascota, primera mascota, nombre de mi perro, nombre de mi gato, apellido de soltera de mi madre, apellido de soltera, mi primer coche, mi primer carro, mi primera escuela, ciudad donde naci,
    nome do meu primeiro animal, nome do meu animal de estimacao, nome do meu primeiro animal de estimacao, meu primeiro animal de estimacao, nome de solteira da minha mae, nome de solteira, meu primeiro carro, minha primeira escola, nome do meu cachorro, cidade onde nasci,
    nome del mio primo animale, nome del mio primo animale domestico, nome del mio animale, nome del mio cane, nome del mio gatto, cognome da nubile di mia madre, cognome da nubile, la mia prima auto, la mia prima scuola, citta dove sono nato,
    naam van mijn eerste huisdier, mijn eerste huisdier, naam van mijn huisdier, meisjesnaam van mijn moeder, meisjesnaam, mijn eerste auto, mijn eerste school,
    mitt forsta husdjur, mammas flicknamn, min mors pikenavn, mit forste kaeledyr, ensimmainen lemmikkini, aitini tyttonimi,
    nazwisko panienskie matki, nazwisko panienskie mojej matki, imie pierwszego zwierzaka, imie mojego pierwszego zwierzaka, moje pierwsze zwierze, rodne prijmeni matky, jmeno prvniho mazlicka, anyam leanykori neve,
    annemin kizlik soyadi, annemin kizlik soyadı, ilk evcil hayvanimin adi, evcil hayvanimin adi, ilk ogretmenimin adi,
    девичья фамилия матери, девичья фамилия моей матери, девичья фамилия мамы, кличка первого питомца, кличка моего первого питомца, кличка питомца, имя первого питомца, кличка собаки, мой первый питомец, дівоче прізвище матері,
    γενος της μητερας μου, ονομα του πρωτου κατοικιδιου μου, שם הנעורים של אמי, שם חיית המחמד הראשונה שלי, اسم حيواني الاليف الاول, اسم عائلة امي, मेरे पहले पालतू का नाम, ten thoi con gai cua me, ten thu cung dau tien, nama gadis ibu, nama hewan peliharaan pertama,
`,
};

/** The same in scripts that put no space between words. */
export const secretCharacters: Record<SecretKind, string> = {
  password:
    '密码|密碼|口令|暗码|登录密码|パスワード|パスフレーズ|暗証|合言葉|비밀번호|패스워드|비번|암호|รหัสผ่าน|พาสเวิร์ด|ລະຫັດຜ່ານ|ពាក្យសម្ងាត់|စကားဝှက်|လျှို့ဝှက်နံပါတ်',
  key: '密钥|密鑰|令牌|访问令牌|APIキー|アクセストークン|トークン|シークレットキー|秘密鍵|API키|API 키|액세스 토큰|비밀키|토큰',
  'one-time code':
    '验证码|驗證碼|校验码|动态码|动态密码|短信码|确认码|安全码|一次性密码|認証コード|確認コード|認証番号|ワンタイムパスワード|ワンタイムコード|セキュリティコード|暗証番号|PINコード|인증번호|인증코드|인증 코드|인증 번호|보안코드|보안 코드|일회용 비밀번호|핀번호|รหัส OTP|รหัสโอทีพี|รหัสยืนยัน|รหัสพิน|รหัส PIN|เลข OTP',
  'recovery code':
    '恢复码|恢復碼|备用码|备份码|助记词|復元コード|リカバリーコード|バックアップコード|回復コード|복구 코드|복구코드|백업 코드|รหัสกู้คืน|รหัสสำรอง',
  'card code': '安全碼|卡背面|セキュリティ番号|CVV码|CVC番号',
  'security answer':
    '安全问题的答案|安全問題的答案|密保答案|密保问题的答案|母亲的姓|第一只宠物的名字|秘密の質問の答え|母親の旧姓|最初のペットの名前|보안 질문의 답|보안 질문 답변|첫 번째 애완동물 이름|어머니의 결혼 전 성|คำตอบของคำถามความปลอดภัย|ชื่อสัตว์เลี้ยงตัวแรก',
};

/** What stands between the word and the secret: “is”, in the languages of the words. */
export const linkVerbs = `
  is it's was are were reads be been ist war lautet lautete heißt hieß hiess sind waren c'est est était sont sera es era son será é foi será eh è sono zijn waren luidt
  var är heter er hedder lyder brzmi zní volt lett ez este era είναι ηταν ήταν это был было была есть це був було הוא היא היתה היה هو هي هى كان كانت است هست بود
  है हैं था थी olan olarak là adalah ialah yaitu ni ilikuwa
`;

/** The same, where another language uses the word otherwise: behind words that begin so. */
export const ownVerbs: { term: RegExp; verbs: string }[] = [
  {
    term: /^(?:has|hes|ges|loz|kod|sif|zap|odp|naz|jmeno|moje)/,
    verbs: 'to je jest był było to_jest byl bylo bola mám mam',
  },
  {
    term: /^(?:sala|tunnus|vahvistus|varmennus|kerta|palautus|ensimm|aitini|turva)/,
    verbs: 'on oli',
  },
];

/** Between the word and a value that is changed: “to”, “as”, “with”. Only what looks like a secret counts. */
export const linkPrepositions =
  'to as with on using auf als mit in zu a en con como por com para naar till til na do k ke sur par avec';

/** Words that follow “my password is” without being one; `*` stands for any ending. */
export const remarks = `
  a again all almost already also always an and another any apparently are as asked at back because been before being both but by can cannot case completely constantly correct* currently definitely different* done either empty enough even ever every exactly exposed fine finally for from gone good great had hard has have her here hers hidden his how i if ignored in inactive incorrect* insecure instead invalid* is it its just known late less like literally locked long longer lost matching maybe me mine missing more most my needed neither never new no none not nothing now obviously of off often ok okay old on only one onto optional or other our out outdated over part please possibly probably ready really refused required reset right safe same saved secret secure* set short simply simple since so some somehow someone something somewhat sometimes somewhere soon still strong stuck suddenly temporary that the their theirs them then there these they thing this those to today too totally twice unable unclear under undefined unknown unsafe until up used useless using usually valid* very was we weak weird well were what when where which while who why will with without working wrong* yet you your yours
  true false null none nil n/a tbd yes nope sorry thanks thank hello hi
  see enter type click go help why forgotten forgot expired compromised correct works work worked fails failed rejected accepted sent blocked changed stolen leaked guessed hacked shared required disabled
  abgelaufen das dass der die den dem ein eine falsch* gesperrt gultig* ungultig* ich immer kein* korrekt* leider mein* nicht nie noch nur richtig* schon sehr sicher* unsicher* vergessen* verloren* wieder weg zu zuruck* auch bekannt unbekannt anders gleich leer schwach geandert neu alt veraltet aktuell
  absent aucun bloque* bon bonne ce changee? compromis* correct* deja depasse* errone* expire* fausse faux incorrecte* inconnu* invalide* juste la le les ma mauvais* meme mon oublie* pas perdu* plus refuse* toujours tres trop valide* vole* bien vide une un introuvable
  bien bloquead* caducad* cambiad* correct* de demasiado desconocid* el equivocad* erronea* erroneo* esta expirad* fals* incorrect* invalid* la lo los mal mala me mi misma mismo muy no nueva olvid* perdid* que robad* segura valid* vencid* una un muy insegura debil fuerte vieja
  bloquead* correta* correto* desconhecid* errad* errado* esquec* expirad* fraca forte igual incorret* invalid* minha muito nao nova o perdid* que segura uma um valida vencid* velha mesma
  bloccat* corrett* dimentic* errat* giust* scadut* sbagliat* non persa perso sempre troppo molto uguale stessa nuova nuovo il lo la una sconosciut* compromess* debole vuot* rifiutat* valid* non
  correct* fout geblokkeerd geweigerd goed hetzelfde juist* kwijt mijn niet nog onbekend onjuist* ongeldig* te verkeerd* verlopen vergeten veranderd weer weg zeer zwak een het de gewoon nieuw oud
  fel* felaktig* ratt ogiltig* glomt bort inte for redan samma last utgangen feil* glemt ikke riktig* ugyldig* utlopt forkert* rigtig* ugyldigt samme vaar* oikea* unohtu* vanhentunut ei sama lukittu virheellinen
  bledn* niepoprawn* nieprawidlow* poprawn* prawidlow* zapomnian* zapomnial* wygasl* zly zle dobre nie juz nieznane zablokowan* spatn* spravn* nespravn* neplatn* zapomn* zablokovan* neni hibas* helyes* helytelen* lejart elfelejt* nem rossz gresit* corect* incorect* expirat* uitat* nu blocat*
  yanlis* dogru* unuttum unutuldu gecersiz* hatali* calismiyor degil bloke suresi kilitlendi eski yeni zayif var yok
  неверн* верн* верный неправильн* правильн* забы* не нет уже просроч* истек* заблокир* работает такой слишком старый новый тот недейств* скомпрометир* невірн* вірн* неправильний правильний забув* не λαθος σωστ* δεν ληγμεν* ξεχασ* εσφαλμεν*
  שגוי* נכון נכונה לא שכחתי חסומה פגה خطأ خاطئ* صحيح* غير لا منسي* منتهي* اشتباه درست نیست غلط गलत सही नहीं भूल काम salah benar lupa tidak sudah kedaluwarsa sai dung quen khong bi het
`;

/** What follows the word in a compound that is no secret. */
export const compounds = `
  manager* policy policies reset resets field fields page pages link links email emails mail form forms screen box prompt protected protection length strength hint hints rule rules requirement* change changes history vault generator checker expiry expiration dialog tab section settings setting option options button feature feed security input toggle hash hashes hashing sharing recovery recover less complexity name names named called limit limits count counts bucket type types endpoint price sale balance usage exchange ring ringe santa sauce menu garden service services agent holder
  board card cards phone numpad pad
`;

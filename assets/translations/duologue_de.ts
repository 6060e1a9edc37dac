<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>duologue</name>
    <message>
      <source> · sound</source>
      <translation> · Ton</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Kopieren</translation>
    </message>
    <message>
      <source>&amp;Follow</source>
      <translation>&amp;Folgen</translation>
    </message>
    <message>
      <source>&amp;Global mute shortcut</source>
      <translation>&amp;Globale Stummtaste</translation>
    </message>
    <message>
      <source>&amp;Hold</source>
      <translation>&amp;Halten</translation>
    </message>
    <message>
      <source>&amp;Mute</source>
      <translation>&amp;Stumm</translation>
    </message>
    <message>
      <source>&amp;Open session…</source>
      <translation>Sitzung &amp;öffnen…</translation>
    </message>
    <message>
      <source>&amp;This session</source>
      <translation>&amp;Diese Sitzung</translation>
    </message>
    <message>
      <source>'{}' is used meanwhile.</source>
      <translation>'{}' wird so lange benutzt.</translation>
    </message>
    <message>
      <source>1 conversation</source>
      <translation>1 Gespräch</translation>
    </message>
    <message>
      <source>1 conversation deleted. Undo brings it back.</source>
      <translation>1 Gespräch gelöscht. „Rückgängig“ holt es zurück.</translation>
    </message>
    <message>
      <source>1 panel</source>
      <translation>1 Tafel</translation>
    </message>
    <message>
      <source>1 utterance</source>
      <translation>1 Äußerung</translation>
    </message>
    <message>
      <source>A bundle of your own.</source>
      <translation>Ein eigenes Paket.</translation>
    </message>
    <message>
      <source>A bundle that somebody published on the Hugging Face hub can be downloaded. Give the name of its repository, as owner/name; there is no list of them.</source>
      <translation>Ein Paket, das jemand auf dem Hugging Face Hub veröffentlicht hat, lässt sich herunterladen. Gib den Namen seines Repositorys als Besitzer/Name an; eine Liste gibt es nicht.</translation>
    </message>
    <message>
      <source>A camera, if you like</source>
      <translation>Eine Kamera, wenn du magst</translation>
    </message>
    <message>
      <source>A line holds 2,000 characters. The rest was left out.</source>
      <translation>Eine Zeile fasst 2.000 Zeichen. Der Rest fehlt.</translation>
    </message>
    <message>
      <source>A minute, step by step; every step can be skipped</source>
      <translation>Eine Minute, Schritt für Schritt; jeder lässt sich überspringen</translation>
    </message>
    <message>
      <source>A model that knows a lot</source>
      <translation>Ein Modell, das viel weiß</translation>
    </message>
    <message>
      <source>A program with its arguments, or an address that begins with https://.</source>
      <translation>Ein Programm mit seinen Argumenten oder eine Adresse, die mit https:// beginnt.</translation>
    </message>
    <message>
      <source>A timer is still running: {name}.</source>
      <translation>Ein Timer läuft noch: {name}.</translation>
    </message>
    <message>
      <source>About Duologue</source>
      <translation>Über Duologue</translation>
    </message>
    <message>
      <source>Add to list</source>
      <translation>Auf die Liste</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Address (http://, rtsp://) or file:</source>
      <translation>Adresse (http://, rtsp://) oder Datei:</translation>
    </message>
    <message>
      <source>Address of an OpenAI-compatible server, or folder of a model; empty to look for one here, none for no model.</source>
      <translation>Adresse eines OpenAI-kompatiblen Servers oder Ordner eines Modells; leer: hier suchen, none: kein Modell.</translation>
    </message>
    <message>
      <source>Address of your SearXNG server; empty for public search engines.</source>
      <translation>Adresse deines SearXNG-Servers; leer für öffentliche Suchmaschinen.</translation>
    </message>
    <message>
      <source>Adds the servers of a copied {"mcpServers": …}, as it stands in their instructions</source>
      <translation>Fügt die Server eines kopierten {"mcpServers": …} hinzu, wie es in ihrer Anleitung steht</translation>
    </message>
    <message>
      <source>Add…</source>
      <translation>Hinzufügen…</translation>
    </message>
    <message>
      <source>Advanced</source>
      <translation>Erweitert</translation>
    </message>
    <message>
      <source>Again</source>
      <translation>Noch einmal</translation>
    </message>
    <message>
      <source>Allow</source>
      <translation>Erlauben</translation>
    </message>
    <message>
      <source>Always allow</source>
      <translation>Immer erlauben</translation>
    </message>
    <message>
      <source>Always allowed</source>
      <translation>Immer erlaubt</translation>
    </message>
    <message>
      <source>Always on top</source>
      <translation>Immer im Vordergrund</translation>
    </message>
    <message>
      <source>Another program may be using it: close that program, or choose another camera.</source>
      <translation>Vielleicht benutzt sie ein anderes Programm: schließe es oder wähle eine andere Kamera.</translation>
    </message>
    <message>
      <source>Answers</source>
      <translation>Antworten</translation>
    </message>
    <message>
      <source>Answers what tools cannot. Enter the address of an OpenAI-compatible server or the folder of a model, or leave it empty to use Ollama, LM Studio, llama.cpp or vLLM if one runs on this machine; enter none to use no model. Changes take effect at the next start.</source>
      <translation>Beantwortet, was Werkzeuge nicht können. Gib die Adresse eines OpenAI-kompatiblen Servers oder den Ordner eines Modells ein. Leer: Ollama, LM Studio, llama.cpp oder vLLM, wenn eines hier läuft; none: kein Modell. Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>Any model that runs in Ollama, LM Studio, llama.cpp or vLLM on this machine will do.</source>
      <translation>Jedes Modell, das hier in Ollama, LM Studio, llama.cpp oder vLLM läuft, ist recht.</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>Darstellung</translation>
    </message>
    <message>
      <source>As many as fit</source>
      <translation>So viele wie passen</translation>
    </message>
    <message>
      <source>As the window</source>
      <translation>Wie das Fenster</translation>
    </message>
    <message>
      <source>As usual</source>
      <translation>Wie üblich</translation>
    </message>
    <message>
      <source>Ask</source>
      <translation>Fragen</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>Wieder fragen</translation>
    </message>
    <message>
      <source>Ask first</source>
      <translation>Erst fragen</translation>
    </message>
    <message>
      <source>Ask for something long, “Tell me what you can do”, and say “stop” in the middle.</source>
      <translation>Frag etwas Langes, „Tell me what you can do“, und sag mittendrin „stop“.</translation>
    </message>
    <message>
      <source>At once</source>
      <translation>Sofort</translation>
    </message>
    <message>
      <source>At the start, to measure the echo, and when muting.</source>
      <translation>Beim Start, um das Echo zu messen, und beim Stummschalten.</translation>
    </message>
    <message>
      <source>At {cursor_s:.1f} seconds</source>
      <translation>Bei {cursor_s:.1f} Sekunden</translation>
    </message>
    <message>
      <source>At {t:.1f} s</source>
      <translation>Bei {t:.1f} s</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Background</source>
      <translation>Hintergrund</translation>
    </message>
    <message>
      <source>Background model</source>
      <translation>Hintergrundmodell</translation>
    </message>
    <message>
      <source>Background model: {name}…</source>
      <translation>Hintergrundmodell: {name}…</translation>
    </message>
    <message>
      <source>Background model…</source>
      <translation>Hintergrundmodell…</translation>
    </message>
    <message>
      <source>Black on white</source>
      <translation>Schwarz auf Weiß</translation>
    </message>
    <message>
      <source>Both</source>
      <translation>Beide</translation>
    </message>
    <message>
      <source>Both ways</source>
      <translation>In beide Richtungen</translation>
    </message>
    <message>
      <source>Both ways: what is said in either language is put into the other</source>
      <translation>Beide Richtungen: Was in einer der Sprachen gesagt wird, wird in die andere übersetzt</translation>
    </message>
    <message>
      <source>Break in</source>
      <translation>Ins Wort fallen</translation>
    </message>
    <message>
      <source>Bring back what was deleted (Ctrl+Z)</source>
      <translation>Holt zurück, was gelöscht wurde (Strg+Z)</translation>
    </message>
    <message>
      <source>Bringing {} back…</source>
      <translation>{} wird zurückgeholt…</translation>
    </message>
    <message>
      <source>Build again</source>
      <translation>Neu bauen</translation>
    </message>
    <message>
      <source>Build the model now</source>
      <translation>Modell jetzt bauen</translation>
    </message>
    <message>
      <source>Building {}…</source>
      <translation>{} wird gebaut…</translation>
    </message>
    <message>
      <source>Calculator</source>
      <translation>Rechner</translation>
    </message>
    <message>
      <source>Calibrate</source>
      <translation>Ausrichten</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Kamera</translation>
    </message>
    <message>
      <source>Can it hear you?</source>
      <translation>Hört es dich?</translation>
    </message>
    <message>
      <source>Can you hear it?</source>
      <translation>Hörst du es?</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Cancel reminder</source>
      <translation>Erinnerung gestrichen</translation>
    </message>
    <message>
      <source>Cancel timer</source>
      <translation>Timer gestrichen</translation>
    </message>
    <message>
      <source>Cases (*.json)</source>
      <translation>Fälle (*.json)</translation>
    </message>
    <message>
      <source>Chance</source>
      <translation>Zufall</translation>
    </message>
    <message>
      <source>Change keys…</source>
      <translation>Tasten ändern…</translation>
    </message>
    <message>
      <source>Chart</source>
      <translation>Diagramm</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <source>Check that it isn't switched off, on the device or in the system's sound settings, or choose another.</source>
      <translation>Sieh nach, ob es am Gerät oder in den Klangeinstellungen des Systems ausgeschaltet ist, oder nimm ein anderes.</translation>
    </message>
    <message>
      <source>Check the address, and that the camera is on.</source>
      <translation>Prüf die Adresse, und ob die Kamera an ist.</translation>
    </message>
    <message>
      <source>Checking {}…</source>
      <translation>{} wird geprüft…</translation>
    </message>
    <message>
      <source>Choose a speaker and a voice, and listen.</source>
      <translation>Wähle Lautsprecher und Stimme und hör zu.</translation>
    </message>
    <message>
      <source>Choose camera…</source>
      <translation>Kamera wählen…</translation>
    </message>
    <message>
      <source>Choose keys…</source>
      <translation>Tasten wählen…</translation>
    </message>
    <message>
      <source>Choose microphone…</source>
      <translation>Mikrofon wählen…</translation>
    </message>
    <message>
      <source>Choose one…</source>
      <translation>Eines wählen…</translation>
    </message>
    <message>
      <source>Choose speaker…</source>
      <translation>Lautsprecher wählen…</translation>
    </message>
    <message>
      <source>City for the weather when you name none.</source>
      <translation>Stadt für das Wetter, wenn du keine nennst.</translation>
    </message>
    <message>
      <source>Click a field, then press a shortcut. Backspace removes it.</source>
      <translation>Klick in ein Feld und drück die Tasten. Die Rücktaste entfernt sie.</translation>
    </message>
    <message>
      <source>Click for the figures.</source>
      <translation>Klick für die Messwerte.</translation>
    </message>
    <message>
      <source>Clock</source>
      <translation>Uhr</translation>
    </message>
    <message>
      <source>Clock at start</source>
      <translation>Uhr beim Start</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close (Esc)</source>
      <translation>Schließen (Esc)</translation>
    </message>
    <message>
      <source>Close anyway</source>
      <translation>Trotzdem schließen</translation>
    </message>
    <message>
      <source>Close panel</source>
      <translation>Tafel schließen</translation>
    </message>
    <message>
      <source>Close panel: {name}</source>
      <translation>Tafel schließen: {name}</translation>
    </message>
    <message>
      <source>Closed panels</source>
      <translation>Geschlossene Tafeln</translation>
    </message>
    <message>
      <source>Closing the window leaves it listening in the tray, where there is one; Quit ends it.</source>
      <translation>Wird das Fenster geschlossen, hört es in der Leiste weiter zu, wo es eine gibt; „Beenden“ beendet es.</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Farben</translation>
    </message>
    <message>
      <source>Colours of text and background.</source>
      <translation>Farben von Schrift und Hintergrund.</translation>
    </message>
    <message>
      <source>Compute</source>
      <translation>Rechnen auf</translation>
    </message>
    <message>
      <source>Computer</source>
      <translation>Rechner</translation>
    </message>
    <message>
      <source>Computer on or off ({keys})</source>
      <translation>Rechner an oder aus ({keys})</translation>
    </message>
    <message>
      <source>Connect a microphone and start again.</source>
      <translation>Schließ ein Mikrofon an und starte neu.</translation>
    </message>
    <message>
      <source>Connect one, or check the system's sound settings.</source>
      <translation>Schließ eines an oder sieh in den Toneinstellungen nach.</translation>
    </message>
    <message>
      <source>Consent</source>
      <translation>Zustimmung</translation>
    </message>
    <message>
      <source>Content of panel: {name}</source>
      <translation>Inhalt der Tafel: {name}</translation>
    </message>
    <message>
      <source>Conversation</source>
      <translation>Gespräch</translation>
    </message>
    <message>
      <source>Conversations</source>
      <translation>Gespräche</translation>
    </message>
    <message>
      <source>Converter</source>
      <translation>Umrechner</translation>
    </message>
    <message>
      <source>Copied: {words}</source>
      <translation>Kopiert: {words}</translation>
    </message>
    <message>
      <source>Copies what is said of the moment that you point at</source>
      <translation>Kopiert, was zu diesem Augenblick gesagt wird</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Count</source>
      <translation>Zählen</translation>
    </message>
    <message>
      <source>Count anew</source>
      <translation>Neu zählen</translation>
    </message>
    <message>
      <source>Count the days</source>
      <translation>Tage zählen</translation>
    </message>
    <message>
      <source>Crash report</source>
      <translation>Absturzbericht</translation>
    </message>
    <message>
      <source>Cyan on blue</source>
      <translation>Cyan auf Blau</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Data (*.json)</source>
      <translation>Daten (*.json)</translation>
    </message>
    <message>
      <source>Days after which a conversation is deleted, at the next start; 0 for never.</source>
      <translation>Tage, nach denen ein Gespräch beim nächsten Start gelöscht wird; 0 für nie.</translation>
    </message>
    <message>
      <source>Defaults</source>
      <translation>Vorgaben</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Delete after days</source>
      <translation>Löschen nach Tagen</translation>
    </message>
    <message>
      <source>Delete notes</source>
      <translation>Notizen löschen</translation>
    </message>
    <message>
      <source>Delete report</source>
      <translation>Bericht löschen</translation>
    </message>
    <message>
      <source>Delete what is selected; it can be undone (Del)</source>
      <translation>Löscht die Auswahl; lässt sich rückgängig machen (Entf)</translation>
    </message>
    <message>
      <source>Deutsch</source>
      <translation>Deutsch</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Ausblenden</translation>
    </message>
    <message>
      <source>Dismiss notice</source>
      <translation>Hinweis ausblenden</translation>
    </message>
    <message>
      <source>Don't</source>
      <translation>Nicht</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Download</source>
      <translation>Herunterladen</translation>
    </message>
    <message>
      <source>Download a bundle</source>
      <translation>Ein Paket herunterladen</translation>
    </message>
    <message>
      <source>Downloading {name}: {done} of {total} MB</source>
      <translation>{name} wird heruntergeladen: {done} von {total} MB</translation>
    </message>
    <message>
      <source>Downloading {}…</source>
      <translation>{} wird heruntergeladen …</translation>
    </message>
    <message>
      <source>Duologue can't hear you. Type, and it answers.</source>
      <translation>Duologue kann dich nicht hören. Tippe, dann antwortet es.</translation>
    </message>
    <message>
      <source>Duologue cannot start</source>
      <translation>Duologue kann nicht starten</translation>
    </message>
    <message>
      <source>Duologue crashed the last time.</source>
      <translation>Duologue ist beim letzten Mal abgestürzt.</translation>
    </message>
    <message>
      <source>Duologue goes on listening in the tray.</source>
      <translation>Duologue hört in der Leiste weiter zu.</translation>
    </message>
    <message>
      <source>Duologue is not running</source>
      <translation>Duologue läuft nicht</translation>
    </message>
    <message>
      <source>Duologue is still translating, as it was when it was closed.</source>
      <translation>Duologue übersetzt noch, wie beim Schließen.</translation>
    </message>
    <message>
      <source>Duologue listens on this machine alone: nothing you say leaves it.</source>
      <translation>Duologue hört nur auf diesem Rechner zu: nichts, was du sagst, verlässt ihn.</translation>
    </message>
    <message>
      <source>Earlier (Enter)</source>
      <translation>Früher (Eingabe)</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Bearbeiten…</translation>
    </message>
    <message>
      <source>Ended</source>
      <translation>Beendet</translation>
    </message>
    <message>
      <source>English</source>
      <translation>English</translation>
    </message>
    <message>
      <source>Environment of the program, or headers of the requests: NAME=value, one a line</source>
      <translation>Umgebung des Programms oder Kopfzeilen der Anfragen: NAME=Wert, eins pro Zeile</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Español</source>
      <translation>Español</translation>
    </message>
    <message>
      <source>Everything runs on this machine.</source>
      <translation>Alles läuft auf diesem Rechner.</translation>
    </message>
    <message>
      <source>Everything runs on this machine. Bundles are built here from published packages, each compared with its digest; what is fetched once is kept, and a build that was broken off goes on from there.</source>
      <translation>Alles läuft auf diesem Rechner. Modelle werden hier aus veröffentlichten Paketen gebaut, jedes mit seiner Prüfsumme verglichen; was einmal geholt ist, bleibt, und ein abgebrochener Bau geht dort weiter.</translation>
    </message>
    <message>
      <source>Explains and reasons, mostly in English; calls no tools.</source>
      <translation>Erklärt und überlegt, vor allem auf Englisch; ruft keine Werkzeuge auf.</translation>
    </message>
    <message>
      <source>Explains, reasons and calculates, in more than twenty languages.</source>
      <translation>Erklärt, überlegt und rechnet, in mehr als zwanzig Sprachen.</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exportieren</translation>
    </message>
    <message>
      <source>Export settings</source>
      <translation>Einstellungen exportieren</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren…</translation>
    </message>
    <message>
      <source>Fetches the parts of the model once and puts them together on this machine</source>
      <translation>Holt die Teile des Modells einmal und setzt sie auf diesem Rechner zusammen</translation>
    </message>
    <message>
      <source>Figures</source>
      <translation>Messwerte</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>Filtern</translation>
    </message>
    <message>
      <source>Find in {where}</source>
      <translation>Suchen in: {where}</translation>
    </message>
    <message>
      <source>Find what was said</source>
      <translation>Gesagtes suchen</translation>
    </message>
    <message>
      <source>Find words</source>
      <translation>Wörter finden</translation>
    </message>
    <message>
      <source>First camera</source>
      <translation>Erste Kamera</translation>
    </message>
    <message>
      <source>Floor</source>
      <translation>Wort</translation>
    </message>
    <message>
      <source>Folder of a replay or of a recorded session</source>
      <translation>Ordner einer Wiedergabe oder einer aufgenommenen Sitzung</translation>
    </message>
    <message>
      <source>Follows instructions and calls tools well for its size.</source>
      <translation>Folgt Anweisungen und ruft Werkzeuge auf, gut für seine Größe.</translation>
    </message>
    <message>
      <source>For small machines: quick, short answers in many languages; often wrong about facts.</source>
      <translation>Für kleine Rechner: schnelle, kurze Antworten in vielen Sprachen; bei Fakten oft falsch.</translation>
    </message>
    <message>
      <source>Found: {name}</source>
      <translation>Gefunden: {name}</translation>
    </message>
    <message>
      <source>Four</source>
      <translation>Vier</translation>
    </message>
    <message>
      <source>Français</source>
      <translation>Français</translation>
    </message>
    <message>
      <source>From here</source>
      <translation>Ab hier</translation>
    </message>
    <message>
      <source>General</source>
      <translation>Allgemein</translation>
    </message>
    <message>
      <source>Getting ready to listen</source>
      <translation>Bereitet das Zuhören vor</translation>
    </message>
    <message>
      <source>Getting started</source>
      <translation>Erste Schritte</translation>
    </message>
    <message>
      <source>Getting started…</source>
      <translation>Erste Schritte…</translation>
    </message>
    <message>
      <source>Give it another title (F2)</source>
      <translation>Einen anderen Titel geben (F2)</translation>
    </message>
    <message>
      <source>Give up</source>
      <translation>Verwerfen</translation>
    </message>
    <message>
      <source>Gives way</source>
      <translation>Gibt nach</translation>
    </message>
    <message>
      <source>Global mute</source>
      <translation>Überall stumm</translation>
    </message>
    <message>
      <source>Global mute shortcut</source>
      <translation>Globale Stummtaste</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Go on in the tray</source>
      <translation>In der Leiste weiterlaufen</translation>
    </message>
    <message>
      <source>Go on with this conversation (Enter)</source>
      <translation>Dieses Gespräch fortsetzen (Eingabe)</translation>
    </message>
    <message>
      <source>Have it watch the time</source>
      <translation>Lass es auf die Zeit achten</translation>
    </message>
    <message>
      <source>Heard: “{}”</source>
      <translation>Gehört: „{}“</translation>
    </message>
    <message>
      <source>Hears, decides and speaks English, and sees.</source>
      <translation>Hört, entscheidet und spricht Englisch, und sieht.</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Hilfe</translation>
    </message>
    <message>
      <source>High contrast</source>
      <translation>Hoher Kontrast</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>History…</source>
      <translation>Verlauf…</translation>
    </message>
    <message>
      <source>Hold</source>
      <translation>Halten</translation>
    </message>
    <message>
      <source>Hold it to mute, or to be heard while the microphone is off.</source>
      <translation>Halte sie, um stumm zu sein, oder um gehört zu werden, solange das Mikrofon aus ist.</translation>
    </message>
    <message>
      <source>Hold to mute</source>
      <translation>Halten für stumm</translation>
    </message>
    <message>
      <source>How fast it speaks, in times its usual speed.</source>
      <translation>Wie schnell sie spricht, als Vielfaches des Üblichen.</translation>
    </message>
    <message>
      <source>How long after its words the newest translation stood</source>
      <translation>Wie lange nach ihren Worten die neueste Übersetzung da war</translation>
    </message>
    <message>
      <source>How loud it is, in times its usual sound pressure.</source>
      <translation>Wie laut sie ist, als Vielfaches des üblichen Schalldrucks.</translation>
    </message>
    <message>
      <source>How many lines of text of each language the window shows.</source>
      <translation>Wie viele Textzeilen jeder Sprache das Fenster zeigt.</translation>
    </message>
    <message>
      <source>How much of what is behind the window its background hides; the text stays solid.</source>
      <translation>Wie viel von dem, was hinter dem Fenster liegt, sein Hintergrund verdeckt; die Schrift bleibt deckend.</translation>
    </message>
    <message>
      <source>How soon it answers where a pause might be the end: patiently leaves you more time to think.</source>
      <translation>Wie bald es antwortet, wo eine Pause das Ende sein könnte: „Geduldig“ lässt dir mehr Zeit zum Nachdenken.</translation>
    </message>
    <message>
      <source>How soon it stops when you talk while it speaks: at once also at a word that was not meant for it.</source>
      <translation>Wie bald es aufhört, wenn du hineinsprichst: „Sofort“ auch bei einem Wort, das ihm nicht galt.</translation>
    </message>
    <message>
      <source>ISO 639-1 code of the language to translate into.</source>
      <translation>ISO-639-1-Code der Sprache, in die übersetzt wird.</translation>
    </message>
    <message>
      <source>ISO 639-1 code of the language you speak; any for whichever it is.</source>
      <translation>ISO-639-1-Code der Sprache, die du sprichst; any für irgendeine.</translation>
    </message>
    <message>
      <source>ISO 8601 time at session start; empty for the real time.</source>
      <translation>Zeit zu Beginn der Sitzung nach ISO 8601; leer für die echte.</translation>
    </message>
    <message>
      <source>Identity of the input device; empty for the system's default.</source>
      <translation>Kennung des Eingabegeräts; leer für die Vorgabe des Systems.</translation>
    </message>
    <message>
      <source>Identity of the output device; empty for the system's default.</source>
      <translation>Kennung des Ausgabegeräts; leer für die Vorgabe des Systems.</translation>
    </message>
    <message>
      <source>Identity or address of the camera; empty for the first.</source>
      <translation>Kennung oder Adresse der Kamera; leer für die erste.</translation>
    </message>
    <message>
      <source>Import settings</source>
      <translation>Einstellungen importieren</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>Importieren…</translation>
    </message>
    <message>
      <source>In the last {seconds:.0f} seconds: {told}</source>
      <translation>In den letzten {seconds:.0f} Sekunden: {told}</translation>
    </message>
    <message>
      <source>In this system's keyring, and not in the file</source>
      <translation>Im Schlüsselbund des Systems und nicht in der Datei</translation>
    </message>
    <message>
      <source>In times the usual size of text.</source>
      <translation>Als Vielfaches der üblichen Schriftgröße.</translation>
    </message>
    <message>
      <source>Inspector</source>
      <translation>Inspektor</translation>
    </message>
    <message>
      <source>Inspector…</source>
      <translation>Inspektor…</translation>
    </message>
    <message>
      <source>Install</source>
      <translation>Installieren</translation>
    </message>
    <message>
      <source>Install other languages</source>
      <translation>Andere Sprachen installieren</translation>
    </message>
    <message>
      <source>Installed, {} MB, version {} {}</source>
      <translation>Installiert, {} MB, Version {} {}</translation>
    </message>
    <message>
      <source>Internet</source>
      <translation>Internet</translation>
    </message>
    <message>
      <source>It can't ring while Duologue is closed.</source>
      <translation>Er kann nicht klingeln, solange Duologue geschlossen ist.</translation>
    </message>
    <message>
      <source>It could not be saved: {reason}.</source>
      <translation>Er konnte nicht gespeichert werden: {reason}.</translation>
    </message>
    <message>
      <source>It has written nothing yet.</source>
      <translation>Es hat noch nichts geschrieben.</translation>
    </message>
    <message>
      <source>It is off until you turn it on, and a red mark stands in the window while it is on. Pictures are never kept and never leave this machine unless you allow it.</source>
      <translation>Sie ist aus, bis du sie einschaltest, und ein rotes Zeichen steht im Fenster, solange sie an ist. Bilder werden nie aufgehoben und verlassen diesen Rechner nur, wenn du es erlaubst.</translation>
    </message>
    <message>
      <source>It listens while it speaks. “What can you do?” gets an answer at any time.</source>
      <translation>Es hört zu, während es spricht. „What can you do?“ wird jederzeit beantwortet.</translation>
    </message>
    <message>
      <source>It starts when you log in, in the tray where there is one.</source>
      <translation>Es startet, wenn du dich anmeldest, in der Leiste, wo es eine gibt.</translation>
    </message>
    <message>
      <source>Its sound, timeline and picture are in {folder}.</source>
      <translation>Ton, Zeitachse und Bild liegen in {folder}.</translation>
    </message>
    <message>
      <source>Its voice is taken out of what the microphone hears ({} dB): you can break in at any time.</source>
      <translation>Seine Stimme wird aus dem herausgerechnet, was das Mikrofon hört ({} dB): du kannst jederzeit hineinsprechen.</translation>
    </message>
    <message>
      <source>Its voice is too loud in the microphone. To break in, turn it down or use headphones.</source>
      <translation>Seine Stimme ist im Mikrofon zu laut. Um hineinzusprechen, stell sie leiser oder nimm Kopfhörer.</translation>
    </message>
    <message>
      <source>Joke</source>
      <translation>Witz</translation>
    </message>
    <message>
      <source>Jump to the newest line</source>
      <translation>Zur neuesten Zeile</translation>
    </message>
    <message>
      <source>Jump to the newest line (End)</source>
      <translation>Zur neuesten Zeile (Ende)</translation>
    </message>
    <message>
      <source>Jump to the newest words</source>
      <translation>Zu den neuesten Worten</translation>
    </message>
    <message>
      <source>Jump to the newest words (End)</source>
      <translation>Zu den neuesten Worten (Ende)</translation>
    </message>
    <message>
      <source>Just start talking</source>
      <translation>Sprich einfach los</translation>
    </message>
    <message>
      <source>Just start typing</source>
      <translation>Tippe einfach los</translation>
    </message>
    <message>
      <source>Keep conversations</source>
      <translation>Gespräche aufheben</translation>
    </message>
    <message>
      <source>Keep conversations again</source>
      <translation>Gespräche wieder aufheben</translation>
    </message>
    <message>
      <source>Keep in place</source>
      <translation>Am Platz behalten</translation>
    </message>
    <message>
      <source>Keep open</source>
      <translation>Offen lassen</translation>
    </message>
    <message>
      <source>Keep these values secret</source>
      <translation>Diese Werte geheim halten</translation>
    </message>
    <message>
      <source>Keep what the camera saw</source>
      <translation>Aufheben, was die Kamera sah</translation>
    </message>
    <message>
      <source>Keeps the newest in sight</source>
      <translation>Behält das Neueste im Blick</translation>
    </message>
    <message>
      <source>Kept in this system's keyring, never in a file. Leave it empty to keep the current key.</source>
      <translation>Liegt im Schlüsselbund des Systems, nie in einer Datei. Leer lassen, um den jetzigen zu behalten.</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>Schlüssel</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>Keys…</source>
      <translation>Tasten…</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Languages</source>
      <translation>Sprachen</translation>
    </message>
    <message>
      <source>Languages shown</source>
      <translation>Gezeigte Sprachen</translation>
    </message>
    <message>
      <source>Later (Shift+Enter)</source>
      <translation>Später (Umschalt+Eingabe)</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Light, dark, in high contrast, or the same as the system.</source>
      <translation>Hell, dunkel, mit hohem Kontrast oder wie das System.</translation>
    </message>
    <message>
      <source>Lines</source>
      <translation>Zeilen</translation>
    </message>
    <message>
      <source>List</source>
      <translation>Liste</translation>
    </message>
    <message>
      <source>List cleared</source>
      <translation>Liste geleert</translation>
    </message>
    <message>
      <source>List renamed</source>
      <translation>Liste umbenannt</translation>
    </message>
    <message>
      <source>Listen for</source>
      <translation>Hinhören</translation>
    </message>
    <message>
      <source>Listening</source>
      <translation>Hört zu</translation>
    </message>
    <message>
      <source>Listening. Just start talking.</source>
      <translation>Hört zu. Sprich einfach los.</translation>
    </message>
    <message>
      <source>Listening. Sentences appear here as they are said.</source>
      <translation>Hört zu. Sätze erscheinen hier, sobald sie gesagt werden.</translation>
    </message>
    <message>
      <source>Lists</source>
      <translation>Listen</translation>
    </message>
    <message>
      <source>Loading</source>
      <translation>Lädt</translation>
    </message>
    <message>
      <source>Loading the model</source>
      <translation>Lädt das Modell</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Protokoll</translation>
    </message>
    <message>
      <source>Log of {name}</source>
      <translation>Protokoll von {name}</translation>
    </message>
    <message>
      <source>Log…</source>
      <translation>Protokoll…</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>Hinsehen</translation>
    </message>
    <message>
      <source>Look at a list</source>
      <translation>Liste ansehen</translation>
    </message>
    <message>
      <source>Look of the translation</source>
      <translation>Aussehen der Übersetzung</translation>
    </message>
    <message>
      <source>Look up a date</source>
      <translation>Datum nachsehen</translation>
    </message>
    <message>
      <source>Look: languages, size, colours</source>
      <translation>Aussehen: Sprachen, Größe, Farben</translation>
    </message>
    <message>
      <source>Marked: {start:.1f} to {end:.1f} s</source>
      <translation>Markiert: {start:.1f} bis {end:.1f} s</translation>
    </message>
    <message>
      <source>Meanwhile you can read what is said.</source>
      <translation>Inzwischen kannst du lesen, was gesagt wird.</translation>
    </message>
    <message>
      <source>Meanwhile you can type.</source>
      <translation>Inzwischen kannst du tippen.</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>Menü</translation>
    </message>
    <message>
      <source>Menu (F10)</source>
      <translation>Menü (F10)</translation>
    </message>
    <message>
      <source>Message</source>
      <translation>Nachricht</translation>
    </message>
    <message>
      <source>Microphone</source>
      <translation>Mikrofon</translation>
    </message>
    <message>
      <source>Microphone and speaker</source>
      <translation>Mikrofon und Lautsprecher</translation>
    </message>
    <message>
      <source>Microphone level</source>
      <translation>Mikrofonpegel</translation>
    </message>
    <message>
      <source>Microphone level, with the loudest of the last second marked</source>
      <translation>Mikrofonpegel, mit dem lautesten der letzten Sekunde</translation>
    </message>
    <message>
      <source>Microphone off</source>
      <translation>Mikrofon aus</translation>
    </message>
    <message>
      <source>Microphone off – {title}</source>
      <translation>Mikrofon aus – {title}</translation>
    </message>
    <message>
      <source>Mini window</source>
      <translation>Kleines Fenster</translation>
    </message>
    <message>
      <source>Mode</source>
      <translation>Modus</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>Model there</source>
      <translation>Modell dort</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>Modelle</translation>
    </message>
    <message>
      <source>Models to download</source>
      <translation>Modelle zum Herunterladen</translation>
    </message>
    <message>
      <source>Models…</source>
      <translation>Modelle…</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Mehr</translation>
    </message>
    <message>
      <source>More about panel: {name}</source>
      <translation>Mehr zur Tafel: {name}</translation>
    </message>
    <message>
      <source>More voices</source>
      <translation>Mehr Stimmen</translation>
    </message>
    <message>
      <source>Move panels aside</source>
      <translation>Tafeln beiseiteschieben</translation>
    </message>
    <message>
      <source>Move to another list</source>
      <translation>Auf eine andere Liste</translation>
    </message>
    <message>
      <source>Mute</source>
      <translation>Stumm</translation>
    </message>
    <message>
      <source>Mute it with a key, or hold one. A global key works while another program has the keyboard.</source>
      <translation>Schalte es mit einer Taste stumm oder halte eine. Eine globale Taste wirkt, während ein anderes Programm die Tastatur hat.</translation>
    </message>
    <message>
      <source>Mute microphone</source>
      <translation>Mikrofon stummschalten</translation>
    </message>
    <message>
      <source>Mute the microphone</source>
      <translation>Das Mikrofon stummschalten</translation>
    </message>
    <message>
      <source>Muted</source>
      <translation>Stumm</translation>
    </message>
    <message>
      <source>Mutes while you hold it; turns the microphone on meanwhile if it is off.</source>
      <translation>Schaltet stumm, solange du sie hältst; ist das Mikrofon aus, schaltet sie es solange an.</translation>
    </message>
    <message>
      <source>NVIDIA GPU</source>
      <translation>NVIDIA-Grafikkarte</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Name of the model; empty for the first one offered.</source>
      <translation>Name des Modells; leer für das erste angebotene.</translation>
    </message>
    <message>
      <source>Name of the voice, as `duologue voices list` shows it; empty for the best there is.</source>
      <translation>Name der Stimme, wie `duologue voices list` ihn zeigt; leer für die beste, die es gibt.</translation>
    </message>
    <message>
      <source>Name or folder of the model bundle.</source>
      <translation>Name oder Ordner des Modells.</translation>
    </message>
    <message>
      <source>Natural voices for American and British English, Spanish, French, Italian, Portuguese and Hindi.</source>
      <translation>Natürliche Stimmen für amerikanisches und britisches Englisch, Spanisch, Französisch, Italienisch, Portugiesisch und Hindi.</translation>
    </message>
    <message>
      <source>Needs Ollama, which does not answer on this machine, or the package onnxruntime-genai.</source>
      <translation>Braucht Ollama, das auf diesem Rechner nicht antwortet, oder das Paket onnxruntime-genai.</translation>
    </message>
    <message>
      <source>Needs Ollama, which does not answer on this machine.</source>
      <translation>Braucht Ollama, das auf diesem Rechner nicht antwortet.</translation>
    </message>
    <message>
      <source>Needs {} GB of memory; this machine has {} GB.</source>
      <translation>Braucht {} GB Arbeitsspeicher; dieser Rechner hat {} GB.</translation>
    </message>
    <message>
      <source>Needs {} GB on the disk; {} GB are free.</source>
      <translation>Braucht {} GB auf dem Datenträger; {} GB sind frei.</translation>
    </message>
    <message>
      <source>Network camera</source>
      <translation>Netzwerkkamera</translation>
    </message>
    <message>
      <source>Network camera…</source>
      <translation>Netzwerkkamera…</translation>
    </message>
    <message>
      <source>Never</source>
      <translation>Nie</translation>
    </message>
    <message>
      <source>New conversation</source>
      <translation>Neues Gespräch</translation>
    </message>
    <message>
      <source>New list</source>
      <translation>Neue Liste</translation>
    </message>
    <message>
      <source>Newest</source>
      <translation>Neueste</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>No background model is set up, so open questions can't be answered.</source>
      <translation>Kein Hintergrundmodell ist eingerichtet, daher bleiben offene Fragen ohne Antwort.</translation>
    </message>
    <message>
      <source>No camera</source>
      <translation>Keine Kamera</translation>
    </message>
    <message>
      <source>No camera was found; connect one, or give the address of a network camera.</source>
      <translation>Keine Kamera gefunden; schließ eine an oder gib die Adresse einer Netzwerkkamera ein.</translation>
    </message>
    <message>
      <source>No conversation is running, so nobody can answer.</source>
      <translation>Kein Gespräch läuft, daher kann niemand antworten.</translation>
    </message>
    <message>
      <source>No microphone</source>
      <translation>Kein Mikrofon</translation>
    </message>
    <message>
      <source>No microphone was found.</source>
      <translation>Kein Mikrofon gefunden.</translation>
    </message>
    <message>
      <source>No microphone was found. Connect one, or type: everything works that way, too.</source>
      <translation>Kein Mikrofon gefunden. Schließ eines an oder tippe: auch so geht alles.</translation>
    </message>
    <message>
      <source>No picture</source>
      <translation>Kein Bild</translation>
    </message>
    <message>
      <source>No setting has these words.</source>
      <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
      <source>No speaker was found.</source>
      <translation>Kein Lautsprecher gefunden.</translation>
    </message>
    <message>
      <source>None found</source>
      <translation>Keine gefunden</translation>
    </message>
    <message>
      <source>None of it is heard.</source>
      <translation>Nichts davon wird gehört.</translation>
    </message>
    <message>
      <source>None was found. Without one it keeps time, lists and notes, calculates, converts, searches and reads pages, and says so honestly where it cannot answer.</source>
      <translation>Keines gefunden. Auch ohne hält es die Zeit, führt Listen und Notizen, rechnet, rechnet um, sucht und liest Seiten, und sagt ehrlich, wo es nicht antworten kann.</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>Nicht gefunden</translation>
    </message>
    <message>
      <source>Not installed; about {} MB to fetch</source>
      <translation>Nicht installiert; etwa {} MB zu holen</translation>
    </message>
    <message>
      <source>Not possible</source>
      <translation>Nicht möglich</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Hinweis</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>Notizen</translation>
    </message>
    <message>
      <source>Nothing found.</source>
      <translation>Nichts gefunden.</translation>
    </message>
    <message>
      <source>Nothing has been kept yet. Conversations appear here as you talk.</source>
      <translation>Noch ist nichts aufgehoben. Gespräche erscheinen hier, während du sprichst.</translation>
    </message>
    <message>
      <source>Nothing has happened yet.</source>
      <translation>Noch ist nichts geschehen.</translation>
    </message>
    <message>
      <source>Nothing here translates {source} into {target}.</source>
      <translation>Hier übersetzt nichts von {source} nach {target}.</translation>
    </message>
    <message>
      <source>Nothing is always allowed.</source>
      <translation>Nichts ist immer erlaubt.</translation>
    </message>
    <message>
      <source>Nothing is downloaded unless you ask for it. Ollama fetches it if it runs on this machine; otherwise it comes from the Hugging Face hub into a folder. Once it is there, save to use it.</source>
      <translation>Es wird nichts heruntergeladen, wenn du es nicht verlangst. Ollama holt das Modell, wenn es auf diesem Rechner läuft; sonst kommt es vom Hugging Face Hub in einen Ordner. Ist es da, speichere, um es zu verwenden.</translation>
    </message>
    <message>
      <source>Nothing is heard: the conversation has ended.</source>
      <translation>Es wird nichts gehört: Das Gespräch ist zu Ende.</translation>
    </message>
    <message>
      <source>Nothing of its voice is heard in the microphone: you can break in at any time.</source>
      <translation>Im Mikrofon ist nichts von seiner Stimme zu hören: du kannst jederzeit hineinsprechen.</translation>
    </message>
    <message>
      <source>Nothing that is said from now on is kept</source>
      <translation>Nichts, was ab jetzt gesagt wird, wird aufgehoben</translation>
    </message>
    <message>
      <source>Nothing works without it.</source>
      <translation>Ohne es geht nichts.</translation>
    </message>
    <message>
      <source>Of this window, from the next start on. What the assistant says stays English.</source>
      <translation>Die dieses Fensters, ab dem nächsten Start. Was der Assistent sagt, bleibt Englisch.</translation>
    </message>
    <message>
      <source>Often</source>
      <translation>Oft</translation>
    </message>
    <message>
      <source>One</source>
      <translation>Eine</translation>
    </message>
    <message>
      <source>One above the other</source>
      <translation>Untereinander</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>Ordner öffnen</translation>
    </message>
    <message>
      <source>Open questions are answered by a language model on your machine: Ollama, LM Studio, llama.cpp or vLLM is found by itself when it runs.</source>
      <translation>Offene Fragen beantwortet ein Sprachmodell auf deinem Rechner: Ollama, LM Studio, llama.cpp oder vLLM wird von selbst gefunden, wenn es läuft.</translation>
    </message>
    <message>
      <source>Open results folder</source>
      <translation>Ergebnisordner öffnen</translation>
    </message>
    <message>
      <source>Opens it in the browser</source>
      <translation>Öffnet es im Browser</translation>
    </message>
    <message>
      <source>Other languages</source>
      <translation>Andere Sprachen</translation>
    </message>
    <message>
      <source>Other languages than English are not understood yet.</source>
      <translation>Andere Sprachen als Englisch werden noch nicht verstanden.</translation>
    </message>
    <message>
      <source>Pages of settings</source>
      <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
      <source>Panel</source>
      <translation>Panel</translation>
    </message>
    <message>
      <source>Panel: {name}</source>
      <translation>Tafel: {name}</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Einfügen</translation>
    </message>
    <message>
      <source>Patiently</source>
      <translation>Geduldig</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Pause to think, change your mind, break in: it listens while it speaks. Say or pick one of these:</source>
      <translation>Mach Denkpausen, überleg es dir anders, fall ihm ins Wort: es hört zu, während es spricht. Sag eines davon oder wähl es aus:</translation>
    </message>
    <message>
      <source>Phrase book</source>
      <translation>Sprachführer</translation>
    </message>
    <message>
      <source>Picture (*.png)</source>
      <translation>Bild (*.png)</translation>
    </message>
    <message>
      <source>Play again</source>
      <translation>Noch einmal abspielen</translation>
    </message>
    <message>
      <source>Play the sample session</source>
      <translation>Beispielsitzung abspielen</translation>
    </message>
    <message>
      <source>Point: why? · drag or arrows: move · wheel or + and −: zoom · Home, End: begin and end · Shift and drag, or I and O: mark a stretch</source>
      <translation>Zeigen: warum? · Ziehen oder Pfeile: bewegen · Rad oder + und −: Ausschnitt · Pos1, Ende: Anfang und Ende · Umschalt und ziehen, oder I und O: ein Stück markieren</translation>
    </message>
    <message>
      <source>Press Start, and what this computer plays is put into {}.</source>
      <translation>Drück Start, und was dieser Rechner abspielt, wird übersetzt: {}.</translation>
    </message>
    <message>
      <source>Press Start, and what this computer plays is written down.</source>
      <translation>Drück Start, und was dieser Rechner abspielt, wird mitgeschrieben.</translation>
    </message>
    <message>
      <source>Press Start, and what you say and what this computer plays is put into {}.</source>
      <translation>Drück Start, und was du sagst und was dieser Rechner abspielt, wird übersetzt: {}.</translation>
    </message>
    <message>
      <source>Press Start, and what you say and what this computer plays is written down.</source>
      <translation>Drück Start, und was du sagst und was dieser Rechner abspielt, wird mitgeschrieben.</translation>
    </message>
    <message>
      <source>Press Start, and what you say is put into {}.</source>
      <translation>Drück Start, und was du sagst, wird übersetzt: {}.</translation>
    </message>
    <message>
      <source>Press Start, and what you say is written down.</source>
      <translation>Drück Start, und was du sagst, wird mitgeschrieben.</translation>
    </message>
    <message>
      <source>Privacy</source>
      <translation>Privatsphäre</translation>
    </message>
    <message>
      <source>Private conversation</source>
      <translation>Privates Gespräch</translation>
    </message>
    <message>
      <source>Private: nothing is kept</source>
      <translation>Privat: nichts wird aufgehoben</translation>
    </message>
    <message>
      <source>Processor</source>
      <translation>Prozessor</translation>
    </message>
    <message>
      <source>Program or address</source>
      <translation>Programm oder Adresse</translation>
    </message>
    <message>
      <source>Programs and web addresses that bring further tools (Model Context Protocol). A program runs on this machine with your rights: add only those you trust. Before one of their tools runs, you are asked.</source>
      <translation>Programme und Webadressen, die weitere Werkzeuge bringen (Model Context Protocol). Ein Programm läuft auf diesem Rechner mit deinen Rechten: füge nur hinzu, wem du vertraust. Bevor eines ihrer Werkzeuge läuft, wirst du gefragt.</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Prompts</source>
      <translation>Vorlagen</translation>
    </message>
    <message>
      <source>Quickly</source>
      <translation>Rasch</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>Quit ends it.</source>
      <translation>„Beenden“ beendet es.</translation>
    </message>
    <message>
      <source>Read report…</source>
      <translation>Bericht lesen…</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Bereit</translation>
    </message>
    <message>
      <source>Record sound</source>
      <translation>Ton aufnehmen</translation>
    </message>
    <message>
      <source>Reminder</source>
      <translation>Erinnerung</translation>
    </message>
    <message>
      <source>Reminders</source>
      <translation>Erinnerungen</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Removing {}…</source>
      <translation>{} wird entfernt…</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <source>Repeating reminder</source>
      <translation>Wiederkehrende Erinnerung</translation>
    </message>
    <message>
      <source>Repository of the bundle</source>
      <translation>Repository des Pakets</translation>
    </message>
    <message>
      <source>Reset to defaults</source>
      <translation>Auf Vorgaben zurücksetzen</translation>
    </message>
    <message>
      <source>Said again</source>
      <translation>Noch einmal gesagt</translation>
    </message>
    <message>
      <source>Save as a case</source>
      <translation>Als Fall speichern</translation>
    </message>
    <message>
      <source>Save as a case…</source>
      <translation>Als Fall speichern…</translation>
    </message>
    <message>
      <source>Save as picture…</source>
      <translation>Als Bild speichern…</translation>
    </message>
    <message>
      <source>Save as text or subtitles</source>
      <translation>Als Text oder Untertitel speichern</translation>
    </message>
    <message>
      <source>Save data…</source>
      <translation>Daten speichern…</translation>
    </message>
    <message>
      <source>Save it to a file (Ctrl+E)</source>
      <translation>In einer Datei speichern (Strg+E)</translation>
    </message>
    <message>
      <source>Save panel</source>
      <translation>Tafel speichern</translation>
    </message>
    <message>
      <source>Save the report</source>
      <translation>Bericht speichern</translation>
    </message>
    <message>
      <source>Save the translation</source>
      <translation>Übersetzung speichern</translation>
    </message>
    <message>
      <source>Save transcript</source>
      <translation>Mitschrift speichern</translation>
    </message>
    <message>
      <source>Save transcript…</source>
      <translation>Mitschrift speichern…</translation>
    </message>
    <message>
      <source>Saved as {name}.</source>
      <translation>Gespeichert als {name}.</translation>
    </message>
    <message>
      <source>Saved as {path}.</source>
      <translation>Gespeichert als {path}.</translation>
    </message>
    <message>
      <source>Saved. It is played with: duologue replay {case} --out DIR</source>
      <translation>Gespeichert. Abgespielt wird er mit: duologue replay {case} --out DIR</translation>
    </message>
    <message>
      <source>Saves sound and events of the stretch so that they can be played again (Ctrl+E)</source>
      <translation>Speichert Ton und Ereignisse des Stücks, so dass sie wieder abgespielt werden können (Strg+E)</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>Speichern…</translation>
    </message>
    <message>
      <source>Say hello</source>
      <translation>Hallo sagen</translation>
    </message>
    <message>
      <source>Say something, for example: “Can you hear me?”</source>
      <translation>Sag etwas, zum Beispiel: „Can you hear me?“</translation>
    </message>
    <message>
      <source>Says "mm-hm"</source>
      <translation>Sagt „mm-hm“</translation>
    </message>
    <message>
      <source>Search server</source>
      <translation>Suchserver</translation>
    </message>
    <message>
      <source>Search settings</source>
      <translation>Einstellungen suchen</translation>
    </message>
    <message>
      <source>See the translation</source>
      <translation>Übersetzung ansehen</translation>
    </message>
    <message>
      <source>Seen</source>
      <translation>Gesehen</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>Alles auswählen</translation>
    </message>
    <message>
      <source>Send</source>
      <translation>Senden</translation>
    </message>
    <message>
      <source>Send (Enter)</source>
      <translation>Senden (Eingabe)</translation>
    </message>
    <message>
      <source>Send it in parts.</source>
      <translation>Schick es in Teilen.</translation>
    </message>
    <message>
      <source>Send this as if you had typed it</source>
      <translation>Schickt das, als hättest du es getippt</translation>
    </message>
    <message>
      <source>Sentences are shown when they are complete: a little later, and nothing changes.</source>
      <translation>Sätze erscheinen, wenn sie vollständig sind: etwas später, und nichts ändert sich mehr.</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Server</translation>
    </message>
    <message>
      <source>Servers</source>
      <translation>Server</translation>
    </message>
    <message>
      <source>Set one up</source>
      <translation>Eines einrichten</translation>
    </message>
    <message>
      <source>Set up microphone, voice and keys</source>
      <translation>Mikrofon, Stimme und Tasten einrichten</translation>
    </message>
    <message>
      <source>Set up…</source>
      <translation>Einrichten…</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Settings (*.json)</source>
      <translation>Einstellungen (*.json)</translation>
    </message>
    <message>
      <source>Settings…</source>
      <translation>Einstellungen…</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <translation>Tastenkürzel</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Zeigen</translation>
    </message>
    <message>
      <source>Show it</source>
      <translation>Zeigen</translation>
    </message>
    <message>
      <source>Show it no more</source>
      <translation>Nicht mehr zeigen</translation>
    </message>
    <message>
      <source>Show it pictures</source>
      <translation>Ihm Bilder zeigen</translation>
    </message>
    <message>
      <source>Show my screen</source>
      <translation>Meinen Bildschirm zeigen</translation>
    </message>
    <message>
      <source>Show my screen…</source>
      <translation>Meinen Bildschirm zeigen…</translation>
    </message>
    <message>
      <source>Show panels</source>
      <translation>Tafeln zeigen</translation>
    </message>
    <message>
      <source>Show the whole window</source>
      <translation>Das ganze Fenster zeigen</translation>
    </message>
    <message>
      <source>Show what is seen</source>
      <translation>Zeigen, was erkannt wird</translation>
    </message>
    <message>
      <source>Show window</source>
      <translation>Fenster zeigen</translation>
    </message>
    <message>
      <source>Side by side</source>
      <translation>Nebeneinander</translation>
    </message>
    <message>
      <source>Sign in</source>
      <translation>Anmelden</translation>
    </message>
    <message>
      <source>Sign out</source>
      <translation>Abmelden</translation>
    </message>
    <message>
      <source>Six</source>
      <translation>Sechs</translation>
    </message>
    <message>
      <source>Size of the translation</source>
      <translation>Größe der Übersetzung</translation>
    </message>
    <message>
      <source>Size of what is said</source>
      <translation>Größe des Gesagten</translation>
    </message>
    <message>
      <source>Skip all</source>
      <translation>Alles überspringen</translation>
    </message>
    <message>
      <source>Soft sounds</source>
      <translation>Leise Töne</translation>
    </message>
    <message>
      <source>Sound</source>
      <translation>Ton</translation>
    </message>
    <message>
      <source>Sound is recorded</source>
      <translation>Ton wird aufgenommen</translation>
    </message>
    <message>
      <source>Speak translations</source>
      <translation>Übersetzungen sprechen</translation>
    </message>
    <message>
      <source>Speaker</source>
      <translation>Lautsprecher</translation>
    </message>
    <message>
      <source>Speaking</source>
      <translation>Spricht</translation>
    </message>
    <message>
      <source>Speaking. Type or press Esc to stop it.</source>
      <translation>Spricht. Tippe oder drück Esc, um es anzuhalten.</translation>
    </message>
    <message>
      <source>Speaking. You can break in at any time.</source>
      <translation>Spricht. Du kannst jederzeit hineinsprechen.</translation>
    </message>
    <message>
      <source>Speed of the voice</source>
      <translation>Sprechtempo</translation>
    </message>
    <message>
      <source>Spelling</source>
      <translation>Buchstabieren</translation>
    </message>
    <message>
      <source>Spoken language</source>
      <translation>Gesprochene Sprache</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Start</translation>
    </message>
    <message>
      <source>Start Duologue with --record FOLDER, and open that folder here.</source>
      <translation>Starte Duologue mit --record ORDNER und öffne diesen Ordner hier.</translation>
    </message>
    <message>
      <source>Start a conversation</source>
      <translation>Gespräch beginnen</translation>
    </message>
    <message>
      <source>Start again</source>
      <translation>Neu starten</translation>
    </message>
    <message>
      <source>Start at login</source>
      <translation>Bei der Anmeldung starten</translation>
    </message>
    <message>
      <source>Start translating</source>
      <translation>Übersetzen beginnen</translation>
    </message>
    <message>
      <source>Starting</source>
      <translation>Startet</translation>
    </message>
    <message>
      <source>Starting…</source>
      <translation>Startet…</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>Status: {word}</source>
      <translation>Zustand: {word}</translation>
    </message>
    <message>
      <source>Stay in the tray</source>
      <translation>In der Leiste bleiben</translation>
    </message>
    <message>
      <source>Step {number} of {count}: {title}</source>
      <translation>Schritt {number} von {count}: {title}</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>Schritte</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Stopp</translation>
    </message>
    <message>
      <source>Stop (Esc)</source>
      <translation>Stopp (Esc)</translation>
    </message>
    <message>
      <source>Stop listening for</source>
      <translation>Nicht mehr hinhören</translation>
    </message>
    <message>
      <source>Stop recording</source>
      <translation>Aufnahme beenden</translation>
    </message>
    <message>
      <source>Stop the captions</source>
      <translation>Untertitel anhalten</translation>
    </message>
    <message>
      <source>Stop translating</source>
      <translation>Nicht mehr übersetzen</translation>
    </message>
    <message>
      <source>Stop watching</source>
      <translation>Nicht mehr zusehen</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>Stops the assistant at once.</source>
      <translation>Hält den Assistenten sofort an.</translation>
    </message>
    <message>
      <source>Subtitles, SubRip</source>
      <translation>Untertitel, SubRip</translation>
    </message>
    <message>
      <source>Subtitles, WebVTT</source>
      <translation>Untertitel, WebVTT</translation>
    </message>
    <message>
      <source>Swap the languages</source>
      <translation>Sprachen tauschen</translation>
    </message>
    <message>
      <source>System</source>
      <translation>System</translation>
    </message>
    <message>
      <source>System's default</source>
      <translation>Vorgabe des Systems</translation>
    </message>
    <message>
      <source>Table (*.csv)</source>
      <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
      <source>Take off list</source>
      <translation>Von der Liste nehmen</translation>
    </message>
    <message>
      <source>Take your time</source>
      <translation>Lass dir Zeit</translation>
    </message>
    <message>
      <source>Talk with the assistant, or let it translate.</source>
      <translation>Mit dem Assistenten sprechen oder ihn übersetzen lassen.</translation>
    </message>
    <message>
      <source>Talk, or type here</source>
      <translation>Sprich oder tippe hier</translation>
    </message>
    <message>
      <source>Target language</source>
      <translation>Zielsprache</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>Text (*.txt)</source>
      <translation>Text (*.txt)</translation>
    </message>
    <message>
      <source>The assistant is not ready yet.</source>
      <translation>Der Assistent ist noch nicht bereit.</translation>
    </message>
    <message>
      <source>The background model takes pictures; you are asked before the camera's goes there with a question.</source>
      <translation>Das Hintergrundmodell nimmt Bilder an; bevor eines der Kamera mit einer Frage mitgeht, wirst du gefragt.</translation>
    </message>
    <message>
      <source>The best there is</source>
      <translation>Die beste, die es gibt</translation>
    </message>
    <message>
      <source>The camera has stopped sending pictures; it is being reopened.</source>
      <translation>Die Kamera schickt keine Bilder mehr; sie wird neu geöffnet.</translation>
    </message>
    <message>
      <source>The camera is on.</source>
      <translation>Die Kamera ist an.</translation>
    </message>
    <message>
      <source>The camera's small picture shows body, hands and face as they are recognised.</source>
      <translation>Das kleine Kamerabild zeigt Körper, Hände und Gesicht, wie sie erkannt werden.</translation>
    </message>
    <message>
      <source>The conversation is over</source>
      <translation>Das Gespräch ist zu Ende</translation>
    </message>
    <message>
      <source>The conversation that is selected</source>
      <translation>Das ausgewählte Gespräch</translation>
    </message>
    <message>
      <source>The default key is used instead.</source>
      <translation>Stattdessen gilt die vorgegebene Taste.</translation>
    </message>
    <message>
      <source>The download of {} is given up.</source>
      <translation>Das Herunterladen von {} ist verworfen.</translation>
    </message>
    <message>
      <source>The fastest there is</source>
      <translation>Das Schnellste, was es gibt</translation>
    </message>
    <message>
      <source>The first camera</source>
      <translation>Die erste Kamera</translation>
    </message>
    <message>
      <source>The last {seconds:.0f} seconds: you above the line, Duologue below, what is looked up in between. Click for the inspector.</source>
      <translation>Die letzten {seconds:.0f} Sekunden: du über der Linie, Duologue darunter, dazwischen, was nachgesehen wird. Klick öffnet den Inspektor.</translation>
    </message>
    <message>
      <source>The microphone '{}' is back.</source>
      <translation>Das Mikrofon '{}' ist wieder da.</translation>
    </message>
    <message>
      <source>The microphone '{}' was lost; '{}' is used until it is back.</source>
      <translation>Das Mikrofon '{}' ist weg; bis es wieder da ist, wird '{}' benutzt.</translation>
    </message>
    <message>
      <source>The microphone '{}' was not found; '{}' is used until it is there.</source>
      <translation>Das Mikrofon '{}' wurde nicht gefunden; bis es da ist, wird '{}' benutzt.</translation>
    </message>
    <message>
      <source>The microphone is '{}' now, the system's default.</source>
      <translation>Das Mikrofon ist jetzt '{}', das übliche des Systems.</translation>
    </message>
    <message>
      <source>The microphone is '{}' now.</source>
      <translation>Das Mikrofon ist jetzt '{}'.</translation>
    </message>
    <message>
      <source>The microphone is off.</source>
      <translation>Das Mikrofon ist aus.</translation>
    </message>
    <message>
      <source>The microphone is on.</source>
      <translation>Das Mikrofon ist an.</translation>
    </message>
    <message>
      <source>The model is being loaded.</source>
      <translation>Das Modell wird geladen.</translation>
    </message>
    <message>
      <source>The most knowledgeable of these, in many languages; slow without a graphics card.</source>
      <translation>Weiß am meisten von diesen, in vielen Sprachen; ohne Grafikkarte langsam.</translation>
    </message>
    <message>
      <source>The panel is saved.</source>
      <translation>Die Tafel ist gespeichert.</translation>
    </message>
    <message>
      <source>The sample session is over.</source>
      <translation>Die Beispielsitzung ist zu Ende.</translation>
    </message>
    <message>
      <source>The session could not go on.</source>
      <translation>Die Sitzung konnte nicht weitergehen.</translation>
    </message>
    <message>
      <source>The session is over.</source>
      <translation>Die Sitzung ist zu Ende.</translation>
    </message>
    <message>
      <source>The settings are in {path}.</source>
      <translation>Die Einstellungen liegen in {path}.</translation>
    </message>
    <message>
      <source>The settings of {name} are in use.</source>
      <translation>Die Einstellungen aus {name} gelten jetzt.</translation>
    </message>
    <message>
      <source>The sound is not recorded.</source>
      <translation>Der Ton wird nicht aufgenommen.</translation>
    </message>
    <message>
      <source>The speaker '{}' is back.</source>
      <translation>Der Lautsprecher '{}' ist wieder da.</translation>
    </message>
    <message>
      <source>The speaker '{}' was lost; '{}' is used until it is back.</source>
      <translation>Der Lautsprecher '{}' ist weg; bis er wieder da ist, wird '{}' benutzt.</translation>
    </message>
    <message>
      <source>The speaker '{}' was not found; '{}' is used until it is there.</source>
      <translation>Der Lautsprecher '{}' wurde nicht gefunden; bis er da ist, wird '{}' benutzt.</translation>
    </message>
    <message>
      <source>The speaker is '{}' now, the system's default.</source>
      <translation>Der Lautsprecher ist jetzt '{}', der übliche des Systems.</translation>
    </message>
    <message>
      <source>The speaker is '{}' now.</source>
      <translation>Der Lautsprecher ist jetzt '{}'.</translation>
    </message>
    <message>
      <source>The speaker is too loud in the microphone: while the assistant speaks, you are not heard.</source>
      <translation>Der Lautsprecher ist im Mikrofon zu laut: während der Assistent spricht, wirst du nicht gehört.</translation>
    </message>
    <message>
      <source>The stretch begins where you point (I)</source>
      <translation>Das Stück beginnt, wohin du zeigst (I)</translation>
    </message>
    <message>
      <source>The stretch ends where you point (O)</source>
      <translation>Das Stück endet, wohin du zeigst (O)</translation>
    </message>
    <message>
      <source>The system's default</source>
      <translation>Vorgabe des Systems</translation>
    </message>
    <message>
      <source>The time stands beside each sentence.</source>
      <translation>Neben jedem Satz steht die Zeit.</translation>
    </message>
    <message>
      <source>The transcript is saved.</source>
      <translation>Die Mitschrift ist gespeichert.</translation>
    </message>
    <message>
      <source>The translation alone</source>
      <translation>Nur die Übersetzung</translation>
    </message>
    <message>
      <source>The window of the translation stays above others, where the system allows it.</source>
      <translation>Das Übersetzungsfenster bleibt über anderen, wo das System es zulässt.</translation>
    </message>
    <message>
      <source>There is a question for you: say yes or no, or press a button.</source>
      <translation>Du wirst etwas gefragt: sag ja oder nein („yes“, „no“) oder drück einen Knopf.</translation>
    </message>
    <message>
      <source>There is a question for you: type yes or no, or press a button.</source>
      <translation>Du wirst etwas gefragt: tippe „yes“ oder „no“ oder drück einen Knopf.</translation>
    </message>
    <message>
      <source>There is a report of it, which was not sent to anybody.</source>
      <translation>Es gibt einen Bericht darüber, der niemandem geschickt wurde.</translation>
    </message>
    <message>
      <source>There is no microphone. Type what you would say, or pick one of these:</source>
      <translation>Es gibt kein Mikrofon. Tippe, was du sagen würdest, oder wähl eines davon:</translation>
    </message>
    <message>
      <source>There is no sound of this session to copy.</source>
      <translation>Von dieser Sitzung gibt es keinen Ton, der kopiert werden könnte.</translation>
    </message>
    <message>
      <source>These keys are fixed:</source>
      <translation>Diese Tasten stehen fest:</translation>
    </message>
    <message>
      <source>They can't ring while Duologue is closed.</source>
      <translation>Sie können nicht klingeln, solange Duologue geschlossen ist.</translation>
    </message>
    <message>
      <source>Thinking</source>
      <translation>Denkt nach</translation>
    </message>
    <message>
      <source>This cannot be read: {error}.</source>
      <translation>Das ist nicht lesbar: {error}.</translation>
    </message>
    <message>
      <source>This is all that was noted. It holds no word of a conversation, and what may be secret is taken out. It was not sent to anybody; if you want to report the crash, copy it into your report.</source>
      <translation>Das ist alles, was notiert wurde. Es enthält kein Wort eines Gesprächs, und was geheim sein könnte, ist herausgenommen. Es wurde niemandem geschickt; wenn du den Absturz melden willst, kopier es in deine Meldung.</translation>
    </message>
    <message>
      <source>This is the sample session.</source>
      <translation>Das ist die Beispielsitzung.</translation>
    </message>
    <message>
      <source>This session</source>
      <translation>Diese Sitzung</translation>
    </message>
    <message>
      <source>Three</source>
      <translation>Drei</translation>
    </message>
    <message>
      <source>Three things to try</source>
      <translation>Drei Dinge zum Ausprobieren</translation>
    </message>
    <message>
      <source>Time axis of the session</source>
      <translation>Zeitachse der Sitzung</translation>
    </message>
    <message>
      <source>Time elsewhere</source>
      <translation>Zeit anderswo</translation>
    </message>
    <message>
      <source>Time left</source>
      <translation>Restzeit</translation>
    </message>
    <message>
      <source>Time since</source>
      <translation>Zeit seit</translation>
    </message>
    <message>
      <source>Timer</source>
      <translation>Timer</translation>
    </message>
    <message>
      <source>Timer changed</source>
      <translation>Timer geändert</translation>
    </message>
    <message>
      <source>Timer goes on</source>
      <translation>Timer läuft weiter</translation>
    </message>
    <message>
      <source>Timer paused</source>
      <translation>Timer angehalten</translation>
    </message>
    <message>
      <source>Timer renamed</source>
      <translation>Timer umbenannt</translation>
    </message>
    <message>
      <source>Times</source>
      <translation>Zeiten</translation>
    </message>
    <message>
      <source>To here</source>
      <translation>Bis hier</translation>
    </message>
    <message>
      <source>Today, {clock}</source>
      <translation>Heute, {clock}</translation>
    </message>
    <message>
      <source>Tools and internet</source>
      <translation>Werkzeuge und Internet</translation>
    </message>
    <message>
      <source>Tools and servers</source>
      <translation>Werkzeuge und Server</translation>
    </message>
    <message>
      <source>Tools and servers…</source>
      <translation>Werkzeuge und Server…</translation>
    </message>
    <message>
      <source>Tools that may act without asking, separated by commas.</source>
      <translation>Werkzeuge, die ohne Nachfrage handeln dürfen, durch Kommas getrennt.</translation>
    </message>
    <message>
      <source>Translate</source>
      <translation>Übersetzen</translation>
    </message>
    <message>
      <source>Translate into</source>
      <translation>Übersetzen in</translation>
    </message>
    <message>
      <source>Translate what is said from now on</source>
      <translation>Übersetzen, was ab jetzt gesagt wird</translation>
    </message>
    <message>
      <source>Translated lines</source>
      <translation>Übersetzte Zeilen</translation>
    </message>
    <message>
      <source>Translates</source>
      <translation>Übersetzt</translation>
    </message>
    <message>
      <source>Translation</source>
      <translation>Übersetzung</translation>
    </message>
    <message>
      <source>Translation…</source>
      <translation>Übersetzung…</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Noch einmal versuchen</translation>
    </message>
    <message>
      <source>Try it</source>
      <translation>Probieren</translation>
    </message>
    <message>
      <source>Try the prompt again in a moment.</source>
      <translation>Versuch die Vorlage gleich noch einmal.</translation>
    </message>
    <message>
      <source>Turn it off</source>
      <translation>Ausschalten</translation>
    </message>
    <message>
      <source>Turn it on</source>
      <translation>Einschalten</translation>
    </message>
    <message>
      <source>Turn it on, or hold the key while you talk (menu, Keys…).</source>
      <translation>Schalte es ein oder halte die Taste, während du sprichst (Menü, Tasten…).</translation>
    </message>
    <message>
      <source>Turn microphone off</source>
      <translation>Mikrofon ausschalten</translation>
    </message>
    <message>
      <source>Turn microphone on</source>
      <translation>Mikrofon einschalten</translation>
    </message>
    <message>
      <source>Turn off</source>
      <translation>Abschalten</translation>
    </message>
    <message>
      <source>Turn on</source>
      <translation>Einschalten</translation>
    </message>
    <message>
      <source>Turn the camera off</source>
      <translation>Kamera ausschalten</translation>
    </message>
    <message>
      <source>Turn the camera off (Ctrl+Shift+V)</source>
      <translation>Kamera ausschalten (Strg+Umschalt+V)</translation>
    </message>
    <message>
      <source>Turn the camera on (Ctrl+Shift+V)</source>
      <translation>Kamera einschalten (Strg+Umschalt+V)</translation>
    </message>
    <message>
      <source>Turn the microphone on</source>
      <translation>Das Mikrofon einschalten</translation>
    </message>
    <message>
      <source>Turn the speaker down, move the microphone away from it, or use headphones.</source>
      <translation>Stell den Lautsprecher leiser, rück das Mikrofon weg oder nimm Kopfhörer.</translation>
    </message>
    <message>
      <source>Turns the microphone off and on from any program.</source>
      <translation>Schaltet das Mikrofon aus jedem Programm heraus aus und an.</translation>
    </message>
    <message>
      <source>Turns the microphone off and on in the window; empty for no key.</source>
      <translation>Schaltet im Fenster das Mikrofon aus und an; leer für keine Taste.</translation>
    </message>
    <message>
      <source>Turns the microphone off and on in this window.</source>
      <translation>Schaltet in diesem Fenster das Mikrofon aus und an.</translation>
    </message>
    <message>
      <source>Two</source>
      <translation>Zwei</translation>
    </message>
    <message>
      <source>Type here</source>
      <translation>Tippe hier</translation>
    </message>
    <message>
      <source>Type here – starting…</source>
      <translation>Tippe hier – startet…</translation>
    </message>
    <message>
      <source>Type instead of talking. Enter sends, the up arrow recalls.</source>
      <translation>Tippen statt sprechen. Eingabe sendet, Pfeil nach oben holt zurück.</translation>
    </message>
    <message>
      <source>Type to start your own conversation, or connect a microphone to talk.</source>
      <translation>Tippe, um ein eigenes Gespräch zu beginnen, oder schließ ein Mikrofon an.</translation>
    </message>
    <message>
      <source>Under way</source>
      <translation>In Arbeit</translation>
    </message>
    <message>
      <source>Understands speech in Spanish, French, German, Italian, Portuguese and more, for live translation.</source>
      <translation>Versteht gesprochenes Spanisch, Französisch, Deutsch, Italienisch, Portugiesisch und mehr, zum Mitübersetzen.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Undo remove {removed}</source>
      <translation>Entfernen von {removed} rückgängig machen</translation>
    </message>
    <message>
      <source>Undone</source>
      <translation>Zurückgenommen</translation>
    </message>
    <message>
      <source>Unmute</source>
      <translation>Mikrofon an</translation>
    </message>
    <message>
      <source>Untitled</source>
      <translation>Ohne Titel</translation>
    </message>
    <message>
      <source>Use</source>
      <translation>Verwenden</translation>
    </message>
    <message>
      <source>Use {keys}</source>
      <translation>{keys} nehmen</translation>
    </message>
    <message>
      <source>Voice</source>
      <translation>Stimme</translation>
    </message>
    <message>
      <source>Volume of the voice</source>
      <translation>Lautstärke der Stimme</translation>
    </message>
    <message>
      <source>Waiting for you</source>
      <translation>Wartet auf dich</translation>
    </message>
    <message>
      <source>Waking up</source>
      <translation>Wacht auf</translation>
    </message>
    <message>
      <source>Warming up</source>
      <translation>Wärmt sich auf</translation>
    </message>
    <message>
      <source>Warning</source>
      <translation>Warnung</translation>
    </message>
    <message>
      <source>Watch</source>
      <translation>Zusehen</translation>
    </message>
    <message>
      <source>Weather</source>
      <translation>Wetter</translation>
    </message>
    <message>
      <source>Web page</source>
      <translation>Webseite</translation>
    </message>
    <message>
      <source>Web search</source>
      <translation>Websuche</translation>
    </message>
    <message>
      <source>What happened at this moment, and why</source>
      <translation>Was in diesem Augenblick geschah, und warum</translation>
    </message>
    <message>
      <source>What happens if a tool needs consent.</source>
      <translation>Was geschieht, wenn ein Werkzeug Zustimmung braucht.</translation>
    </message>
    <message>
      <source>What is happening</source>
      <translation>Was gerade geschieht</translation>
    </message>
    <message>
      <source>What is said alone</source>
      <translation>Nur das Gesagte</translation>
    </message>
    <message>
      <source>What is said in the target language is translated, too.</source>
      <translation>Was in der Zielsprache gesagt wird, wird auch übersetzt.</translation>
    </message>
    <message>
      <source>What is shown now goes back to what it was at first</source>
      <translation>Was jetzt zu sehen ist, wird wieder, wie es anfangs war</translation>
    </message>
    <message>
      <source>What it takes is fetched once, and stays here.</source>
      <translation>Was es braucht, wird einmal geholt und bleibt hier.</translation>
    </message>
    <message>
      <source>What may be seen</source>
      <translation>Was zu sehen ist</translation>
    </message>
    <message>
      <source>What may be seen when you ask about it? A red mark stands while it can be; {} ends it. A picture leaves this computer only if you allow it.</source>
      <translation>Was darf gesehen werden, wenn du danach fragst? Eine rote Marke steht da, solange es zu sehen ist; {} beendet das. Ein Bild verlässt diesen Rechner nur, wenn du es erlaubst.</translation>
    </message>
    <message>
      <source>What stands</source>
      <translation>Was gilt</translation>
    </message>
    <message>
      <source>What the computer plays</source>
      <translation>Was der Computer abspielt</translation>
    </message>
    <message>
      <source>What the microphone hears</source>
      <translation>Was das Mikrofon hört</translation>
    </message>
    <message>
      <source>What the server wrote about itself of late</source>
      <translation>Was der Server zuletzt über sich schrieb</translation>
    </message>
    <message>
      <source>What this computer plays is translated</source>
      <translation>Was dieser Computer abspielt, wird übersetzt</translation>
    </message>
    <message>
      <source>What was said is kept.</source>
      <translation>Was gesagt wurde, ist aufgehoben.</translation>
    </message>
    <message>
      <source>What you say is translated</source>
      <translation>Was du sagst, wird übersetzt</translation>
    </message>
    <message>
      <source>What you say is translated and not answered.</source>
      <translation>Was du sagst, wird übersetzt und nicht beantwortet.</translation>
    </message>
    <message>
      <source>What you showed me is gone, so I see it no more.</source>
      <translation>Was du mir gezeigt hast, ist nicht mehr da; ich sehe es nicht mehr.</translation>
    </message>
    <message>
      <source>When it is sure</source>
      <translation>Wenn es sicher ist</translation>
    </message>
    <message>
      <source>Where the model runs.</source>
      <translation>Wo das Modell rechnet.</translation>
    </message>
    <message>
      <source>Where the model runs. Time of its 200 ms steps: half, 95 % and 99 % of them took no longer than this. Late: steps that took more than 200 ms. Gaps: moments when sound was due but missing. Lost: microphone sound that was dropped. Drift: by how much the speaker is off the microphone's clock, and how fast their clocks run apart (ppm: millionths); it is made up for. Echo: by how much the assistant's own voice is taken out of what the microphone hears.</source>
      <translation>Wo das Modell rechnet. Dauer seiner 200-ms-Schritte: die Hälfte, 95 % und 99 % dauerten höchstens so lang. Verspätet: Schritte über 200 ms. Lücken: Augenblicke, in denen Ton fällig war und fehlte. Verloren: Mikrofonton, der verworfen wurde. Drift: wie weit der Lautsprecher von der Uhr des Mikrofons abweicht und wie schnell ihre Uhren auseinanderlaufen (ppm: Millionstel); es wird ausgeglichen. Echo: wie viel von der eigenen Stimme aus dem genommen wird, was das Mikrofon hört.</translation>
    </message>
    <message>
      <source>Where the two languages of a translation stand in its window.</source>
      <translation>Wo die beiden Sprachen einer Übersetzung in ihrem Fenster stehen.</translation>
    </message>
    <message>
      <source>Whether both voices are kept as sound with a conversation.</source>
      <translation>Ob beide Stimmen mit dem Gespräch als Ton aufgehoben werden.</translation>
    </message>
    <message>
      <source>Whether it shows that it follows while you tell something long.</source>
      <translation>Ob es zeigt, dass es folgt, während du etwas Langes erzählst.</translation>
    </message>
    <message>
      <source>Whether search, pages and weather may use the internet.</source>
      <translation>Ob Suche, Seiten und Wetter das Internet benutzen dürfen.</translation>
    </message>
    <message>
      <source>Whether the model's times are shown at the bottom.</source>
      <translation>Ob unten die Zeiten des Modells stehen.</translation>
    </message>
    <message>
      <source>Whether they are kept on this machine, to be found again.</source>
      <translation>Ob sie auf diesem Rechner aufgehoben werden, um sie wiederzufinden.</translation>
    </message>
    <message>
      <source>Whether translations are spoken, or shown alone.</source>
      <translation>Ob Übersetzungen gesprochen oder nur gezeigt werden.</translation>
    </message>
    <message>
      <source>Whether what the eyes reported is kept with a conversation.</source>
      <translation>Ob mit einem Gespräch aufgehoben wird, was die Augen meldeten.</translation>
    </message>
    <message>
      <source>While it speaks, it is measured how loud its voice is in your microphone.</source>
      <translation>Während es spricht, wird gemessen, wie laut seine Stimme im Mikrofon ist.</translation>
    </message>
    <message>
      <source>White on black</source>
      <translation>Weiß auf Schwarz</translation>
    </message>
    <message>
      <source>Who spoke in the last seconds</source>
      <translation>Wer in den letzten Sekunden sprach</translation>
    </message>
    <message>
      <source>Whole screen</source>
      <translation>Ganzer Bildschirm</translation>
    </message>
    <message>
      <source>Whole sentences</source>
      <translation>Ganze Sätze</translation>
    </message>
    <message>
      <source>Whose words are translated: yours, or those of what this computer plays.</source>
      <translation>Wessen Worte übersetzt werden: deine oder die dessen, was dieser Computer abspielt.</translation>
    </message>
    <message>
      <source>Working on an answer. You can go on talking.</source>
      <translation>Arbeitet an einer Antwort. Du kannst weitersprechen.</translation>
    </message>
    <message>
      <source>Working on an answer. You can go on typing.</source>
      <translation>Arbeitet an einer Antwort. Du kannst weitertippen.</translation>
    </message>
    <message>
      <source>Works while another program has the keyboard.</source>
      <translation>Wirkt, während ein anderes Programm die Tastatur hat.</translation>
    </message>
    <message>
      <source>Write down what is said from now on</source>
      <translation>Mitschreiben, was ab jetzt gesagt wird</translation>
    </message>
    <message>
      <source>Yellow on black</source>
      <translation>Gelb auf Schwarz</translation>
    </message>
    <message>
      <source>Yesterday, {clock}</source>
      <translation>Gestern, {clock}</translation>
    </message>
    <message>
      <source>You</source>
      <translation>Du</translation>
    </message>
    <message>
      <source>You are talking while the microphone is off.</source>
      <translation>Du sprichst, während das Mikrofon aus ist.</translation>
    </message>
    <message>
      <source>You can read what is said.</source>
      <translation>Du kannst lesen, was gesagt wird.</translation>
    </message>
    <message>
      <source>You can type.</source>
      <translation>Du kannst tippen.</translation>
    </message>
    <message>
      <source>You have the floor.</source>
      <translation>Du hast das Wort.</translation>
    </message>
    <message>
      <source>Your keys</source>
      <translation>Deine Tasten</translation>
    </message>
    <message>
      <source>Your last conversation was cut off</source>
      <translation>Dein letztes Gespräch brach ab</translation>
    </message>
    <message>
      <source>Your line stays where you typed it. Send it once Duologue has answered some of them.</source>
      <translation>Deine Zeile bleibt, wo du sie getippt hast. Schick sie, wenn Duologue einige beantwortet hat.</translation>
    </message>
    <message>
      <source>Your line stays where you typed it. Start a conversation, then send it.</source>
      <translation>Deine Zeile bleibt, wo du sie getippt hast. Beginn ein Gespräch und schick sie dann.</translation>
    </message>
    <message>
      <source>Your microphone '{}' is silent.</source>
      <translation>Dein Mikrofon '{}' ist stumm.</translation>
    </message>
    <message>
      <source>Your microphone is off, so you are not heard.</source>
      <translation>Dein Mikrofon ist aus, daher wirst du nicht gehört.</translation>
    </message>
    <message>
      <source>Your place</source>
      <translation>Dein Ort</translation>
    </message>
    <message>
      <source>Your screen can be seen</source>
      <translation>Dein Bildschirm ist zu sehen</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Vergrößern</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Verkleinern</translation>
    </message>
    <message>
      <source>a new conversation</source>
      <translation>ein neues Gespräch</translation>
    </message>
    <message>
      <source>any language</source>
      <translation>beliebige Sprache</translation>
    </message>
    <message>
      <source>days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>drift {drift_ms:+.1f} ms ({drift_ppm:+d} ppm)</source>
      <translation>Drift {drift_ms:+.1f} ms ({drift_ppm:+d} ppm)</translation>
    </message>
    <message>
      <source>echo cancelled ({reduction_db} dB)</source>
      <translation>Echo entfernt ({reduction_db} dB)</translation>
    </message>
    <message>
      <source>echo too strong: half duplex</source>
      <translation>Echo zu stark: abwechselnd</translation>
    </message>
    <message>
      <source>finding words</source>
      <translation>Wörter suchen</translation>
    </message>
    <message>
      <source>found: {found}</source>
      <translation>gefunden: {found}</translation>
    </message>
    <message>
      <source>gaps {underruns}</source>
      <translation>Lücken {underruns}</translation>
    </message>
    <message>
      <source>headphones</source>
      <translation>Kopfhörer</translation>
    </message>
    <message>
      <source>interrupted</source>
      <translation>unterbrochen</translation>
    </message>
    <message>
      <source>late {late}</source>
      <translation>verspätet {late}</translation>
    </message>
    <message>
      <source>listening</source>
      <translation>hört zu</translation>
    </message>
    <message>
      <source>lost {dropped}</source>
      <translation>verloren {dropped}</translation>
    </message>
    <message>
      <source>microphone off</source>
      <translation>Mikrofon aus</translation>
    </message>
    <message>
      <source>no session</source>
      <translation>keine Sitzung</translation>
    </message>
    <message>
      <source>none</source>
      <translation>keine</translation>
    </message>
    <message>
      <source>optional</source>
      <translation>nicht nötig</translation>
    </message>
    <message>
      <source>owner/name</source>
      <translation>Besitzer/Name</translation>
    </message>
    <message>
      <source>private conversations</source>
      <translation>private Gespräche</translation>
    </message>
    <message>
      <source>quitting</source>
      <translation>beenden</translation>
    </message>
    <message>
      <source>saving the transcript</source>
      <translation>Mitschrift speichern</translation>
    </message>
    <message>
      <source>showing the screen</source>
      <translation>das Zeigen des Bildschirms</translation>
    </message>
    <message>
      <source>speaking</source>
      <translation>spricht</translation>
    </message>
    <message>
      <source>step {p50_ms:.0f} / {p95_ms:.0f} / {p99_ms:.0f} ms</source>
      <translation>Schritt {p50_ms:.0f} / {p95_ms:.0f} / {p99_ms:.0f} ms</translation>
    </message>
    <message>
      <source>stopping the assistant</source>
      <translation>den Assistenten anhalten</translation>
    </message>
    <message>
      <source>the camera</source>
      <translation>die Kamera</translation>
    </message>
    <message>
      <source>the conversation</source>
      <translation>Gespräch</translation>
    </message>
    <message>
      <source>the figures</source>
      <translation>die Messwerte</translation>
    </message>
    <message>
      <source>the first one offered</source>
      <translation>das erste angebotene</translation>
    </message>
    <message>
      <source>the history</source>
      <translation>der Verlauf</translation>
    </message>
    <message>
      <source>the inspector</source>
      <translation>der Inspektor</translation>
    </message>
    <message>
      <source>the menu</source>
      <translation>das Menü</translation>
    </message>
    <message>
      <source>the mini window</source>
      <translation>das kleine Fenster</translation>
    </message>
    <message>
      <source>the translation</source>
      <translation>Übersetzung</translation>
    </message>
    <message>
      <source>the whole screen</source>
      <translation>den ganzen Bildschirm</translation>
    </message>
    <message>
      <source>typed · </source>
      <translation>getippt · </translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>wartet</translation>
    </message>
    <message>
      <source>with sound</source>
      <translation>mit Ton</translation>
    </message>
    <message>
      <source>{count} conversations</source>
      <translation>{count} Gespräche</translation>
    </message>
    <message>
      <source>{count} conversations deleted. Undo brings them back.</source>
      <translation>{count} Gespräche gelöscht. „Rückgängig“ holt sie zurück.</translation>
    </message>
    <message>
      <source>{count} found</source>
      <translation>{count} gefunden</translation>
    </message>
    <message>
      <source>{count} panels</source>
      <translation>{count} Tafeln</translation>
    </message>
    <message>
      <source>{count} timers are still running.</source>
      <translation>{count} Timer laufen noch.</translation>
    </message>
    <message>
      <source>{count} utterances</source>
      <translation>{count} Äußerungen</translation>
    </message>
    <message>
      <source>{lag} behind</source>
      <translation>{lag} zurück</translation>
    </message>
    <message>
      <source>{language} (captions)</source>
      <translation>{language} (Untertitel)</translation>
    </message>
    <message>
      <source>{language} captions</source>
      <translation>{language}, Untertitel</translation>
    </message>
    <message>
      <source>{language} is not understood yet.</source>
      <translation>{language} wird noch nicht verstanden.</translation>
    </message>
    <message>
      <source>{message} Nothing has changed.</source>
      <translation>{message} Nichts hat sich geändert.</translation>
    </message>
    <message>
      <source>{mute_key} turns it on.</source>
      <translation>{mute_key} schaltet es ein.</translation>
    </message>
    <message>
      <source>{named} (stopped) – Duologue</source>
      <translation>{named} (angehalten) – Duologue</translation>
    </message>
    <message>
      <source>{name} (not connected)</source>
      <translation>{name} (nicht angeschlossen)</translation>
    </message>
    <message>
      <source>{name} is in use, so it stays.</source>
      <translation>{name} wird benutzt und bleibt deshalb.</translation>
    </message>
    <message>
      <source>{name} is no file of settings; nothing has changed.</source>
      <translation>{name} enthält keine Einstellungen; nichts hat sich geändert.</translation>
    </message>
    <message>
      <source>{name} is not yet whole: {mb} MB are here.</source>
      <translation>{name} ist noch nicht vollständig: {mb} MB sind hier.</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} von {count}</translation>
    </message>
    <message>
      <source>{path} cannot be read: {strerror}.</source>
      <translation>{path} ist nicht lesbar: {strerror}.</translation>
    </message>
    <message>
      <source>{path} cannot be written: {strerror}.</source>
      <translation>{path} lässt sich nicht schreiben: {strerror}.</translation>
    </message>
    <message>
      <source>{source} to {target}</source>
      <translation>{source} nach {target}</translation>
    </message>
    <message>
      <source>{value:.2f} times</source>
      <translation>{value:.2f}-fach</translation>
    </message>
    <message>
      <source>{value} (not there now)</source>
      <translation>{value} (jetzt nicht da)</translation>
    </message>
    <message>
      <source>{} is back.</source>
      <translation>{} ist wieder da.</translation>
    </message>
    <message>
      <source>{} is downloaded.</source>
      <translation>{} ist heruntergeladen.</translation>
    </message>
    <message>
      <source>{} is paused.</source>
      <translation>{} ist angehalten.</translation>
    </message>
    <message>
      <source>{} is ready and used from the next start on.</source>
      <translation>{} ist bereit und wird ab dem nächsten Start benutzt.</translation>
    </message>
    <message>
      <source>{} is ready.</source>
      <translation>{} ist bereit.</translation>
    </message>
    <message>
      <source>{} is removed.</source>
      <translation>{} ist entfernt.</translation>
    </message>
    <message>
      <source>{} is whole.</source>
      <translation>{} ist vollständig.</translation>
    </message>
    <message>
      <source>{} {} GB to download, {} GB of memory.</source>
      <translation>{} {} GB zum Herunterladen, {} GB Arbeitsspeicher.</translation>
    </message>
    <message>
      <source>“Set a timer for …” – pause to think as long as you like – “… ten minutes.”</source>
      <translation>„Set a timer for …“ – denk nach, so lange du magst – „… ten minutes.“</translation>
    </message>
    <message>
      <source>“Tell me when twenty seconds have passed.” Then talk on.</source>
      <translation>„Tell me when twenty seconds have passed.“ Dann sprich weiter.</translation>
    </message>
    <message>
      <source>● Camera on</source>
      <translation>● Kamera an</translation>
    </message>
  </context>
</TS>

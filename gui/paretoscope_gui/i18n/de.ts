<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>Paretoscope</name>
  <message>
   <source>
… and {n} characters more</source>
   <translation>
… und {n} weitere Zeichen</translation>
  </message>
  <message>
   <source>(Bytes of all weights but an embedding table of its own + bytes of the KV cache at the end of the call) / sequences: what one decode step must read, once.</source>
   <extracomment>from the backend</extracomment>
   <translation>(Bytes aller Gewichte außer einer eigenen Einbettungstabelle + Bytes des KV-Cache am Ende des Aufrufs) / Sequenzen: was ein Dekodierschritt einmal lesen muss.</translation>
  </message>
  <message>
   <source>(last delivery - first delivery) / (tokens - 1) of a call, per sequence; mean of a turn's calls.</source>
   <extracomment>from the backend</extracomment>
   <translation>(letzte Lieferung - erste Lieferung) / (Token - 1) eines Aufrufs, je Sequenz; Mittel der Aufrufe eines Durchgangs.</translation>
  </message>
  <message>
   <source>, in {unit}</source>
   <translation>, in {unit}</translation>
  </message>
  <message>
   <source>, {known} of them already in the list</source>
   <translation>, davon {known} schon in der Liste</translation>
  </message>
  <message>
   <source>, {kv_heads} for keys and values</source>
   <translation>, {kv_heads} für Schlüssel und Werte</translation>
  </message>
  <message>
   <source>--random-weights measures speed and memory without quality</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>--random-weights misst Geschwindigkeit und Speicher ohne Qualität</translation>
  </message>
  <message>
   <source>--trust takes remote_code or pickle</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>--trust nimmt remote_code oder pickle</translation>
  </message>
  <message>
   <source>1/step</source>
   <extracomment>from the backend</extracomment>
   <translation>1/Schritt</translation>
  </message>
  <message>
   <source>4 bits and fewer, where rounding to nearest starts to hurt</source>
   <extracomment>from the backend</extracomment>
   <translation>4 Bit und weniger, wo Runden zum nächsten Wert zu schaden beginnt</translation>
  </message>
  <message>
   <source>40 rounds in four blocks, each with fresh processes, at least a minute per trial. Good for reporting.</source>
   <translation>40 Runden in vier Blöcken, jeder mit frischen Prozessen, mindestens eine Minute je Versuch. Gut für Berichte.</translation>
  </message>
  <message>
   <source>400 rounds, ten minutes per trial. For publication.</source>
   <translation>400 Runden, zehn Minuten je Versuch. Für Veröffentlichungen.</translation>
  </message>
  <message>
   <source>90th percentile</source>
   <extracomment>from the backend</extracomment>
   <translation>90. Perzentil</translation>
  </message>
  <message>
   <source>95th percentile</source>
   <extracomment>from the backend</extracomment>
   <translation>95. Perzentil</translation>
  </message>
  <message>
   <source>99.9th percentile</source>
   <extracomment>from the backend</extracomment>
   <translation>99,9. Perzentil</translation>
  </message>
  <message>
   <source>99th percentile</source>
   <extracomment>from the backend</extracomment>
   <translation>99. Perzentil</translation>
  </message>
  <message>
   <source>; untraced {plain} a token</source>
   <translation>; ohne Aufzeichnung {plain} je Token</translation>
  </message>
  <message>
   <source>A file could not be read: {error}</source>
   <translation>Eine Datei konnte nicht gelesen werden: {error}</translation>
  </message>
  <message>
   <source>A first look: seconds per trial. Results are marked preliminary.</source>
   <translation>Ein erster Blick: Sekunden je Versuch. Die Ergebnisse gelten als vorläufig.</translation>
  </message>
  <message>
   <source>A folder with config.json and .safetensors files. Study files and study folders work too.</source>
   <translation>Ein Ordner mit config.json und .safetensors-Dateien. Auch Studiendateien und Studienordner sind möglich.</translation>
  </message>
  <message>
   <source>A folder's name has no / and no \ in it, and is not a dot.</source>
   <translation>Der Name eines Ordners enthält weder / noch \ und ist kein Punkt.</translation>
  </message>
  <message>
   <source>A library was built for another processor; reinstall it.</source>
   <translation>Eine Bibliothek wurde für einen anderen Prozessor gebaut; installieren Sie sie neu.</translation>
  </message>
  <message>
   <source>A lower bound: not all of them are known.</source>
   <translation>Eine Untergrenze: nicht alle sind bekannt.</translation>
  </message>
  <message>
   <source>A paper's numbers come from its own models and machines. A claim that does not show here is no error of the paper: it says what to expect from this model on this machine.</source>
   <translation>Die Zahlen einer Veröffentlichung stammen von deren Modellen und Rechnern. Zeigt sich eine Aussage hier nicht, ist das kein Fehler der Veröffentlichung: es zeigt, was von diesem Modell auf diesem Rechner zu erwarten ist.</translation>
  </message>
  <message>
   <source>A report names no user, no host and no path.</source>
   <translation>Ein Bericht nennt weder Benutzer noch Rechner noch Pfade.</translation>
  </message>
  <message>
   <source>A roofline needs what this machine can do at most: the bandwidth of its memory and the rate of its arithmetic. They are measured once, in a minute or so; later studies know them.</source>
   <translation>Ein Roofline-Diagramm braucht, was dieser Rechner höchstens kann: die Bandbreite seines Speichers und die Geschwindigkeit seiner Arithmetik. Beides wird einmal gemessen, in etwa einer Minute; spätere Studien kennen es.</translation>
  </message>
  <message>
   <source>A share of the layers is left out for every token, which saves the same share of their time, memory and cache in every phase.</source>
   <extracomment>from the backend</extracomment>
   <translation>Ein Teil der Schichten wird bei jedem Token ausgelassen; das spart in jeder Phase denselben Anteil an Zeit, Speicher und Cache.</translation>
  </message>
  <message>
   <source>A small draft model proposes several tokens that the model verifies in one step; the text stays what greedy decoding gives.</source>
   <extracomment>from the backend</extracomment>
   <translation>Ein kleines Entwurfsmodell schlägt mehrere Token vor, die das Modell in einem Schritt prüft; der Text bleibt der des gierigen Dekodierens.</translation>
  </message>
  <message>
   <source>A stack against the part of it that was measured</source>
   <translation>Ein Stapel gegen den Teil von ihm, der gemessen wurde</translation>
  </message>
  <message>
   <source>A study is being measured.</source>
   <translation>Eine Studie wird gerade gemessen.</translation>
  </message>
  <message>
   <source>A study is being measured. Ask when it is over, so that it is not disturbed.</source>
   <translation>Eine Studie wird gerade gemessen. Fragen Sie danach, damit sie nicht gestört wird.</translation>
  </message>
  <message>
   <source>A study is being measured. The window speaks {language} when it opens again.</source>
   <translation>Eine Studie wird gemessen. Das Fenster spricht {language}, wenn es wieder aufgeht.</translation>
  </message>
  <message>
   <source>A study is running</source>
   <translation>Eine Studie läuft</translation>
  </message>
  <message>
   <source>A study is running already.</source>
   <translation>Es läuft schon eine Studie.</translation>
  </message>
  <message>
   <source>A study is running.</source>
   <translation>Eine Studie läuft.</translation>
  </message>
  <message>
   <source>A tracing pass at the end of each trial shows where the time of a call goes. It is apart from all timing, because tracing makes a call longer.</source>
   <translation>Ein Aufzeichnungslauf am Ende jedes Versuchs zeigt, wohin die Zeit eines Aufrufs geht. Er ist von jeder Zeitmessung getrennt, weil Aufzeichnen einen Aufruf verlängert.</translation>
  </message>
  <message>
   <source>A trial appears here once its time was measured and its operations and bytes were counted.</source>
   <translation>Ein Versuch erscheint hier, sobald seine Zeit gemessen und seine Operationen und Bytes gezählt sind.</translation>
  </message>
  <message>
   <source>About Paretoscope</source>
   <translation>Über Paretoscope</translation>
  </message>
  <message>
   <source>Absolute</source>
   <translation>Absolut</translation>
  </message>
  <message>
   <source>Accept estimates</source>
   <comment>parameter</comment>
   <translation>Schätzungen zulassen</translation>
  </message>
  <message>
   <source>Accuracy</source>
   <extracomment>from the backend</extracomment>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>Accuracy so far</source>
   <translation>Genauigkeit bisher</translation>
  </message>
  <message>
   <source>Achieved</source>
   <translation>Erreicht</translation>
  </message>
  <message>
   <source>Across: operations for each byte that is moved (FLOP per byte). Upwards: operations a second (GFLOP/s). Lines: what memory and arithmetic allow at most. Hollow: prefill.</source>
   <translation>Waagerecht: Operationen je bewegtem Byte (FLOP je Byte). Senkrecht: Operationen je Sekunde (GFLOP/s). Linien: was Speicher und Arithmetik höchstens erlauben. Hohl: Prefill.</translation>
  </message>
  <message>
   <source>Act order</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Aktivierungsreihenfolge</translation>
  </message>
  <message>
   <source>Actions that match</source>
   <translation>Passende Aktionen</translation>
  </message>
  <message>
   <source>Add a ready-made set of trials; Undo takes it back</source>
   <translation>Eine fertige Gruppe von Versuchen hinzufügen; Rückgängig nimmt sie zurück</translation>
  </message>
  <message>
   <source>Add as trial</source>
   <translation>Als Versuch hinzufügen</translation>
  </message>
  <message>
   <source>Add the recipe as a trial</source>
   <translation>Das Rezept als Versuch hinzufügen</translation>
  </message>
  <message>
   <source>Add the trials of a preset</source>
   <translation>Versuche einer Vorlage hinzufügen</translation>
  </message>
  <message>
   <source>Add to recipe</source>
   <translation>Zum Rezept hinzufügen</translation>
  </message>
  <message>
   <source>Add trials</source>
   <translation>Versuche hinzufügen</translation>
  </message>
  <message>
   <source>Add trials: everything that applies</source>
   <translation>Versuche hinzufügen: alles, was passt</translation>
  </message>
  <message>
   <source>Add trials: fastest</source>
   <translation>Versuche hinzufügen: die schnellsten</translation>
  </message>
  <message>
   <source>Add trials: half the memory</source>
   <translation>Versuche hinzufügen: halber Speicher</translation>
  </message>
  <message>
   <source>Add trials: lossless only</source>
   <translation>Versuche hinzufügen: nur verlustfreie</translation>
  </message>
  <message numerus="yes">
   <source>Add {n} trials</source>
   <translation>
    <numerusform>{n} Versuch hinzufügen</numerusform>
    <numerusform>{n} Versuche hinzufügen</numerusform>
   </translation>
  </message>
  <message>
   <source>Against baseline</source>
   <translation>Relativ</translation>
  </message>
  <message>
   <source>Agreement with baseline</source>
   <extracomment>from the backend</extracomment>
   <translation>Übereinstimmung mit dem Ausgangsmodell</translation>
  </message>
  <message>
   <source>Align</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Ausrichtung</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>All at once</source>
   <translation>Alle zugleich</translation>
  </message>
  <message>
   <source>All energy of the turn.</source>
   <extracomment>from the backend</extracomment>
   <translation>Gesamte Energie des Durchgangs.</translation>
  </message>
  <message>
   <source>All families</source>
   <translation>Alle Familien</translation>
  </message>
  <message>
   <source>All models</source>
   <translation>Alle Modelle</translation>
  </message>
  <message>
   <source>All needs</source>
   <translation>Jeder Bedarf</translation>
  </message>
  <message>
   <source>All stages</source>
   <translation>Alle Stufen</translation>
  </message>
  <message>
   <source>All steps are done</source>
   <translation>Alle Schritte sind getan</translation>
  </message>
  <message>
   <source>All studies</source>
   <translation>Alle Studien</translation>
  </message>
  <message>
   <source>All techniques</source>
   <translation>Alle Techniken</translation>
  </message>
  <message>
   <source>Allow it</source>
   <translation>Erlauben</translation>
  </message>
  <message>
   <source>Allow it only if you trust where the model came from.</source>
   <translation>Erlauben Sie es nur, wenn Sie der Herkunft des Modells vertrauen.</translation>
  </message>
  <message>
   <source>Allowed: {range}.</source>
   <translation>Erlaubt: {range}.</translation>
  </message>
  <message>
   <source>Alpha</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Alpha</translation>
  </message>
  <message>
   <source>Already a trial</source>
   <translation>Schon ein Versuch</translation>
  </message>
  <message>
   <source>Another process runs this study; it is shown here as it goes on.</source>
   <translation>Ein anderer Prozess führt diese Studie aus; ihr Verlauf wird hier gezeigt.</translation>
  </message>
  <message>
   <source>Another technique of {family}</source>
   <translation>Eine andere Technik der Familie {family}</translation>
  </message>
  <message>
   <source>Answer a benchmark</source>
   <translation>Benchmark beantworten</translation>
  </message>
  <message>
   <source>Answers</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Antworten</translation>
  </message>
  <message>
   <source>Answers that ended</source>
   <extracomment>from the backend</extracomment>
   <translation>Beendete Antworten</translation>
  </message>
  <message>
   <source>Answers that flipped</source>
   <translation>Gekippte Antworten</translation>
  </message>
  <message>
   <source>Any folder with a transformers model. It is never changed.</source>
   <translation>Jeder Ordner mit einem transformers-Modell. Er wird nie verändert.</translation>
  </message>
  <message>
   <source>Any technique of the stage {stage}</source>
   <translation>Jede Technik der Stufe {stage}</translation>
  </message>
  <message>
   <source>Apache License 2.0</source>
   <translation>Apache-Lizenz 2.0</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Darstellung</translation>
  </message>
  <message>
   <source>Applying</source>
   <extracomment>from the backend</extracomment>
   <translation>Anwenden</translation>
  </message>
  <message>
   <source>Architecture</source>
   <translation>Architektur</translation>
  </message>
  <message>
   <source>Arrow keys go from part to part, Return zooms, Escape shows everything. The table has all.</source>
   <translation>Pfeiltasten gehen von Teil zu Teil, Eingabe vergrößert, Escape zeigt alles. Die Tabelle enthält alles.</translation>
  </message>
  <message>
   <source>Arrow keys go from trial to trial, T shows the table.</source>
   <translation>Pfeiltasten gehen von Versuch zu Versuch, T zeigt die Tabelle.</translation>
  </message>
  <message>
   <source>As ranking accuracy, with log P divided by the answer's number of tokens.</source>
   <extracomment>from the backend</extracomment>
   <translation>Wie die Ranggenauigkeit, mit log P geteilt durch die Tokenzahl der Antwort.</translation>
  </message>
  <message>
   <source>Ask both a prompt of your own…</source>
   <translation>Beiden einen eigenen Prompt stellen …</translation>
  </message>
  <message>
   <source>Assisted decoding</source>
   <extracomment>from the backend</extracomment>
   <translation>Unterstütztes Dekodieren</translation>
  </message>
  <message>
   <source>At most</source>
   <translation>Höchstens</translation>
  </message>
  <message>
   <source>Attention</source>
   <translation>Attention</translation>
  </message>
  <message>
   <source>Attention heads</source>
   <translation>Attention-Köpfe</translation>
  </message>
  <message>
   <source>Averages the most similar pairs of image tokens in every block, so that later blocks have fewer to work on; no training needed.</source>
   <extracomment>from the backend</extracomment>
   <translation>Mittelt in jedem Block die ähnlichsten Paare von Bild-Token, sodass spätere Blöcke weniger zu tun haben; ohne Training.</translation>
  </message>
  <message>
   <source>B</source>
   <comment>count</comment>
   <translation>Mrd.</translation>
  </message>
  <message>
   <source>Backlog</source>
   <extracomment>from the backend</extracomment>
   <translation>Rückstau</translation>
  </message>
  <message>
   <source>Backward</source>
   <translation>Rückwärts</translation>
  </message>
  <message>
   <source>Baseline</source>
   <translation>Ausgangsmodell</translation>
  </message>
  <message>
   <source>Baseline and recipes take turns, so that what disturbs the machine disturbs all of them alike.</source>
   <translation>Ausgangsmodell und Rezepte wechseln sich ab, sodass alles, was den Rechner stört, alle gleich stört.</translation>
  </message>
  <message>
   <source>Baseline: {value}</source>
   <translation>Ausgangsmodell: {value}</translation>
  </message>
  <message>
   <source>Batch</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Stapel</translation>
  </message>
  <message>
   <source>Batch / mean time per output token of the turn.</source>
   <extracomment>from the backend</extracomment>
   <translation>Stapel / mittlere Zeit je Ausgabe-Token des Durchgangs.</translation>
  </message>
  <message>
   <source>Batch latency</source>
   <extracomment>from the backend</extracomment>
   <translation>Stapellatenz</translation>
  </message>
  <message>
   <source>Beside the baseline</source>
   <translation>Neben dem Ausgangsmodell</translation>
  </message>
  <message>
   <source>Beside what was measured here</source>
   <translation>Neben dem, was hier gemessen wurde</translation>
  </message>
  <message>
   <source>Best {title}</source>
   <translation>Am besten bei {title}</translation>
  </message>
  <message>
   <source>Best {title} within your limits</source>
   <translation>In Ihren Grenzen am besten bei {title}</translation>
  </message>
  <message>
   <source>Bits</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Bits</translation>
  </message>
  <message>
   <source>Bits per byte</source>
   <extracomment>from the backend</extracomment>
   <translation>Bits je Byte</translation>
  </message>
  <message>
   <source>Blocks</source>
   <comment>parameter</comment>
   <translation>Blöcke</translation>
  </message>
  <message>
   <source>Blocks, one after the other</source>
   <translation>Blöcke, einer nach dem anderen</translation>
  </message>
  <message>
   <source>Both are the same, to the letter.</source>
   <translation>Beide sind gleich, Buchstabe für Buchstabe.</translation>
  </message>
  <message>
   <source>Both models are being loaded and asked</source>
   <translation>Beide Modelle werden geladen und befragt</translation>
  </message>
  <message>
   <source>Both models are being loaded and asked, one after the other. Nothing is timed here.</source>
   <translation>Beide Modelle werden nacheinander geladen und befragt. Zeiten werden hier nicht gemessen.</translation>
  </message>
  <message>
   <source>Bound by</source>
   <translation>Begrenzt durch</translation>
  </message>
  <message>
   <source>Budget</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Budget</translation>
  </message>
  <message>
   <source>Built-in models</source>
   <translation>Eingebaute Modelle</translation>
  </message>
  <message>
   <source>By module</source>
   <translation>Nach Modul</translation>
  </message>
  <message>
   <source>By operator</source>
   <translation>Nach Operator</translation>
  </message>
  <message>
   <source>Bytes</source>
   <translation>Bytes</translation>
  </message>
  <message>
   <source>Bytes of all parameters and buffers of the model, each stored tensor once.</source>
   <extracomment>from the backend</extracomment>
   <translation>Bytes aller Parameter und Puffer des Modells, jeder gespeicherte Tensor einmal.</translation>
  </message>
  <message>
   <source>Bytes of all weights / samples of a batch: what one batch must read, once.</source>
   <extracomment>from the backend</extracomment>
   <translation>Bytes aller Gewichte / Beispiele eines Stapels: was ein Stapel einmal lesen muss.</translation>
  </message>
  <message>
   <source>Bytes of the exported model's tensors on disk.</source>
   <extracomment>from the backend</extracomment>
   <translation>Bytes der Tensoren des exportierten Modells auf der Platte.</translation>
  </message>
  <message>
   <source>Bytes of the gradients of all trained parameters after a backward pass.</source>
   <extracomment>from the backend</extracomment>
   <translation>Bytes der Gradienten aller trainierten Parameter nach einem Rückwärtslauf.</translation>
  </message>
  <message>
   <source>Bytes of the tensors that the optimizer keeps.</source>
   <extracomment>from the backend</extracomment>
   <translation>Bytes der Tensoren, die der Optimierer behält.</translation>
  </message>
  <message>
   <source>Bytes per sample</source>
   <extracomment>from the backend</extracomment>
   <translation>Bytes je Beispiel</translation>
  </message>
  <message>
   <source>Bytes per token</source>
   <extracomment>from the backend</extracomment>
   <translation>Bytes je Token</translation>
  </message>
  <message>
   <source>Bytes per training step</source>
   <extracomment>from the backend</extracomment>
   <translation>Bytes je Trainingsschritt</translation>
  </message>
  <message>
   <source>Bytes that autograd keeps from the forward pass for the backward pass, each storage once, without weights.</source>
   <extracomment>from the backend</extracomment>
   <translation>Bytes, die Autograd vom Vorwärtslauf für den Rückwärtslauf behält, jeder Speicher einmal, ohne Gewichte.</translation>
  </message>
  <message>
   <source>Bytes that the KV cache held at the end of a call.</source>
   <extracomment>from the backend</extracomment>
   <translation>Bytes im KV-Cache am Ende eines Aufrufs.</translation>
  </message>
  <message>
   <source>CFSP channel pruning</source>
   <extracomment>from the backend</extracomment>
   <translation>CFSP-Kanalbeschneidung</translation>
  </message>
  <message>
   <source>CO2 equivalents of your electricity, to turn energy into carbon; 0: not given</source>
   <translation>CO2-Äquivalente Ihres Stroms, um Energie in Kohlenstoff umzurechnen; 0: nicht angegeben</translation>
  </message>
  <message>
   <source>CSV or JSONL with arrival (s), prompt and new (tokens) or text; empty: drawn</source>
   <extracomment>from the backend</extracomment>
   <translation>CSV oder JSONL mit arrival (s), prompt und new (Token) oder text; leer: gezogen</translation>
  </message>
  <message>
   <source>Cache</source>
   <translation>Cache</translation>
  </message>
  <message>
   <source>Calibration</source>
   <comment>parameter</comment>
   <translation>Kalibrierung</translation>
  </message>
  <message>
   <source>Calls</source>
   <translation>Aufrufe</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Cancelling …</source>
   <translation>Wird abgebrochen …</translation>
  </message>
  <message>
   <source>Cannot stand beside</source>
   <translation>Verträgt sich nicht mit</translation>
  </message>
  <message>
   <source>Carbon intensity</source>
   <comment>parameter</comment>
   <translation>CO2-Intensität</translation>
  </message>
  <message>
   <source>Carbon per sample</source>
   <extracomment>from the backend</extracomment>
   <translation>CO2 je Beispiel</translation>
  </message>
  <message>
   <source>Carbon per token</source>
   <extracomment>from the backend</extracomment>
   <translation>CO2 je Token</translation>
  </message>
  <message>
   <source>Ceilings</source>
   <translation>Obergrenzen</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Änderung</translation>
  </message>
  <message>
   <source>Change model</source>
   <translation>Modell wechseln</translation>
  </message>
  <message>
   <source>Check the folder and its rights.</source>
   <translation>Prüfen Sie den Ordner und seine Rechte.</translation>
  </message>
  <message>
   <source>Checked: {measured} before, {reloaded} after loading it again.</source>
   <translation>Geprüft: {measured} vorher, {reloaded} nach erneutem Laden.</translation>
  </message>
  <message>
   <source>Checking…</source>
   <translation>Wird geprüft …</translation>
  </message>
  <message>
   <source>Choose a model folder</source>
   <translation>Modellordner wählen</translation>
  </message>
  <message>
   <source>Choose a technique</source>
   <translation>Wählen Sie eine Technik</translation>
  </message>
  <message>
   <source>Choose another Python…</source>
   <translation>Anderes Python wählen …</translation>
  </message>
  <message>
   <source>Choose another folder, or free some space.</source>
   <translation>Wählen Sie einen anderen Ordner oder schaffen Sie Platz.</translation>
  </message>
  <message>
   <source>Choose another folder.</source>
   <translation>Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>Choose model folder…</source>
   <translation>Modellordner wählen …</translation>
  </message>
  <message>
   <source>Choose techniques</source>
   <translation>Techniken wählen</translation>
  </message>
  <message>
   <source>Choose techniques on the Techniques page.</source>
   <translation>Wählen Sie Techniken auf der Seite Techniken.</translation>
  </message>
  <message>
   <source>Choose the Python that has torch and transformers</source>
   <translation>Wählen Sie das Python, das torch und transformers hat</translation>
  </message>
  <message>
   <source>Claim</source>
   <translation>Aussage</translation>
  </message>
  <message>
   <source>Claimed</source>
   <translation>Behauptet</translation>
  </message>
  <message>
   <source>Claims</source>
   <translation>Aussagen</translation>
  </message>
  <message>
   <source>Claims are held against recipes of a single technique that were measured beside the baseline. A stack of several cannot be held against one paper.</source>
   <translation>Aussagen werden Rezepten aus einer einzigen Technik gegenübergestellt, die neben dem Ausgangsmodell gemessen wurden. Ein Stapel aus mehreren lässt sich keiner einzelnen Veröffentlichung gegenüberstellen.</translation>
  </message>
  <message>
   <source>Claims of the papers</source>
   <translation>Aussagen der Veröffentlichungen</translation>
  </message>
  <message>
   <source>Claims of the papers beside what was measured</source>
   <translation>Aussagen der Veröffentlichungen neben dem Gemessenen</translation>
  </message>
  <message>
   <source>Classify examples</source>
   <translation>Beispiele einordnen</translation>
  </message>
  <message>
   <source>Clock frequency</source>
   <translation>Taktfrequenz</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Close other programs, or lower the memory limit so that one recipe is loaded at a time.</source>
   <translation>Schließen Sie andere Programme oder senken Sie die Speichergrenze, sodass nur ein Rezept zugleich geladen wird.</translation>
  </message>
  <message>
   <source>Close tab</source>
   <translation>Tab schließen</translation>
  </message>
  <message>
   <source>Close this message</source>
   <translation>Diese Meldung schließen</translation>
  </message>
  <message>
   <source>Close {name}</source>
   <translation>{name} schließen</translation>
  </message>
  <message>
   <source>Cold start</source>
   <extracomment>from the backend</extracomment>
   <translation>Kaltstart</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Colour of the marks</source>
   <translation>Farbe der Marken</translation>
  </message>
  <message>
   <source>Colour: {metric}, faint {faint}, strong {strong}.</source>
   <translation>Farbe: {metric}, blass {faint}, kräftig {strong}.</translation>
  </message>
  <message>
   <source>Colours and contrast as the system</source>
   <translation>Farben und Kontrast wie das System</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleich</translation>
  </message>
  <message>
   <source>Compiles the model's forward into fused kernels: less time between operations, for a compile time that is paid once and reported apart.</source>
   <extracomment>from the backend</extracomment>
   <translation>Übersetzt den Vorwärtslauf des Modells in verschmolzene Kernel: weniger Zeit zwischen den Operationen für eine Übersetzungszeit, die einmal anfällt und getrennt ausgewiesen wird.</translation>
  </message>
  <message>
   <source>Compiling</source>
   <extracomment>from the backend</extracomment>
   <translation>Übersetzen</translation>
  </message>
  <message>
   <source>Context</source>
   <translation>Kontext</translation>
  </message>
  <message>
   <source>Context</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Kontext</translation>
  </message>
  <message>
   <source>Continue study</source>
   <translation>Studie fortsetzen</translation>
  </message>
  <message>
   <source>Continue the study</source>
   <translation>Studie fortsetzen</translation>
  </message>
  <message>
   <source>Convolution</source>
   <translation>Faltung</translation>
  </message>
  <message>
   <source>Copied as Markdown.</source>
   <translation>Als Markdown kopiert.</translation>
  </message>
  <message>
   <source>Copies and reshapes</source>
   <translation>Kopien und Umformungen</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy as Markdown</source>
   <translation>Als Markdown kopieren</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>Angaben kopieren</translation>
  </message>
  <message>
   <source>Copy picture</source>
   <translation>Bild kopieren</translation>
  </message>
  <message>
   <source>Copy the report as Markdown</source>
   <translation>Bericht als Markdown kopieren</translation>
  </message>
  <message>
   <source>Core power</source>
   <comment>parameter</comment>
   <translation>Leistung eines Kerns</translation>
  </message>
  <message>
   <source>Cosine with the baseline's vectors</source>
   <extracomment>from the backend</extracomment>
   <translation>Kosinus mit den Vektoren des Ausgangsmodells</translation>
  </message>
  <message>
   <source>Cost per million samples</source>
   <extracomment>from the backend</extracomment>
   <translation>Kosten je Million Beispiele</translation>
  </message>
  <message>
   <source>Cost per million tokens</source>
   <extracomment>from the backend</extracomment>
   <translation>Kosten je Million Token</translation>
  </message>
  <message>
   <source>Course over the rounds</source>
   <translation>Verlauf über die Runden</translation>
  </message>
  <message>
   <source>Ctrl+Return</source>
   <translation>Strg+Eingabe</translation>
  </message>
  <message>
   <source>Currency</source>
   <comment>parameter</comment>
   <translation>Währung</translation>
  </message>
  <message>
   <source>Cut at the length that was asked for: {who}.</source>
   <translation>Bei der gewünschten Länge abgeschnitten: {who}.</translation>
  </message>
  <message>
   <source>Damp</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Dämpfung</translation>
  </message>
  <message>
   <source>Dark colours</source>
   <translation>Dunkle Farben</translation>
  </message>
  <message>
   <source>Data</source>
   <translation>Daten</translation>
  </message>
  <message>
   <source>Data</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Daten</translation>
  </message>
  <message>
   <source>Data and chance</source>
   <translation>Daten und Zufall</translation>
  </message>
  <message>
   <source>Data type, compiler, threads</source>
   <translation>Datentyp, Compiler, Threads</translation>
  </message>
  <message>
   <source>Decode</source>
   <translation>Dekodieren</translation>
  </message>
  <message>
   <source>Decode throughput</source>
   <extracomment>from the backend</extracomment>
   <translation>Dekodierdurchsatz</translation>
  </message>
  <message>
   <source>Decoding</source>
   <translation>Dekodieren</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Delete the study</source>
   <translation>Studie löschen</translation>
  </message>
  <message>
   <source>Delete the study {name}?</source>
   <translation>Die Studie {name} löschen?</translation>
  </message>
  <message>
   <source>Delete…</source>
   <translation>Löschen …</translation>
  </message>
  <message>
   <source>Demo image classifier</source>
   <translation>Demo-Bildklassifikator</translation>
  </message>
  <message>
   <source>Demo language model</source>
   <translation>Demo-Sprachmodell</translation>
  </message>
  <message>
   <source>Deployable model</source>
   <translation>Einsatzfähiges Modell</translation>
  </message>
  <message>
   <source>Depth</source>
   <translation>Tiefe</translation>
  </message>
  <message>
   <source>Details of the selected recipe</source>
   <translation>Einzelheiten des gewählten Rezepts</translation>
  </message>
  <message>
   <source>Device</source>
   <comment>parameter</comment>
   <translation>Gerät</translation>
  </message>
  <message>
   <source>Device memory of the process</source>
   <extracomment>from the backend</extracomment>
   <translation>Gerätespeicher des Prozesses</translation>
  </message>
  <message>
   <source>Diamond: claimed. Dot with its 95 % interval: measured. Dashed: no effect.</source>
   <translation>Raute: behauptet. Punkt mit 95-%-Intervall: gemessen. Gestrichelt: keine Wirkung.</translation>
  </message>
  <message>
   <source>Different tokens</source>
   <translation>Verschiedene Token</translation>
  </message>
  <message>
   <source>Disk</source>
   <translation>Platte</translation>
  </message>
  <message>
   <source>Draft</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Entwurf</translation>
  </message>
  <message>
   <source>Draft acceptance</source>
   <extracomment>from the backend</extracomment>
   <translation>Angenommene Entwürfe</translation>
  </message>
  <message>
   <source>Drop a model folder here</source>
   <translation>Modellordner hier ablegen</translation>
  </message>
  <message>
   <source>Drop a model folder on the Start page, or choose a built-in model.</source>
   <translation>Legen Sie einen Modellordner auf der Startseite ab oder wählen Sie ein eingebautes Modell.</translation>
  </message>
  <message>
   <source>Drop the folder that holds config.json and the .safetensors files, a study file (.toml) or a study folder.</source>
   <translation>Legen Sie den Ordner mit config.json und den .safetensors-Dateien, eine Studiendatei (.toml) oder einen Studienordner ab.</translation>
  </message>
  <message>
   <source>Drops a share of the KV cache, chunk by chunk and while generating too, by how much each token's key and value stand out against the next chunk; needs no attention weights.</source>
   <extracomment>from the backend</extracomment>
   <translation>Verwirft einen Teil des KV-Cache, Abschnitt für Abschnitt und auch beim Schreiben, je nachdem, wie sehr Schlüssel und Wert eines Tokens sich vom nächsten Abschnitt abheben; braucht keine Attention-Gewichte.</translation>
  </message>
  <message>
   <source>Dtype</source>
   <comment>parameter</comment>
   <translation>Datentyp</translation>
  </message>
  <message>
   <source>Dynamic int8 quantization</source>
   <extracomment>from the backend</extracomment>
   <translation>Dynamische int8-Quantisierung</translation>
  </message>
  <message>
   <source>E2e</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Gesamtzeit</translation>
  </message>
  <message>
   <source>Each linear layer becomes two thinner ones with fewer weights in all: smaller, and faster where layers are wide.</source>
   <extracomment>from the backend</extracomment>
   <translation>Jede lineare Schicht wird zu zwei dünneren mit zusammen weniger Gewichten: kleiner, und schneller, wo Schichten breit sind.</translation>
  </message>
  <message>
   <source>Each recipe becomes a trial beside the untouched baseline.</source>
   <translation>Jedes Rezept wird ein Versuch neben dem unveränderten Ausgangsmodell.</translation>
  </message>
  <message>
   <source>Each value becomes a trial; the other settings of the recipe stay.</source>
   <translation>Jeder Wert wird ein Versuch; die anderen Einstellungen des Rezepts bleiben.</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Eight rounds, at least 10 s per trial. Good for choosing.</source>
   <translation>Acht Runden, mindestens 10 s je Versuch. Gut zum Auswählen.</translation>
  </message>
  <message>
   <source>Electricity price</source>
   <comment>parameter</comment>
   <translation>Strompreis</translation>
  </message>
  <message>
   <source>Embed passages</source>
   <translation>Textstellen einbetten</translation>
  </message>
  <message>
   <source>Embedding</source>
   <translation>Einbettung</translation>
  </message>
  <message>
   <source>Empty the recipe</source>
   <translation>Rezept leeren</translation>
  </message>
  <message>
   <source>Encoder</source>
   <translation>Encoder</translation>
  </message>
  <message>
   <source>End-to-end latency</source>
   <extracomment>from the backend</extracomment>
   <translation>Gesamtlatenz</translation>
  </message>
  <message>
   <source>Energy</source>
   <translation>Energie</translation>
  </message>
  <message>
   <source>Energy from</source>
   <comment>parameter</comment>
   <translation>Energie von</translation>
  </message>
  <message>
   <source>Energy of the optimizer steps read from a counter.</source>
   <extracomment>from the backend</extracomment>
   <translation>Aus einem Zähler gelesene Energie der Optimiererschritte.</translation>
  </message>
  <message>
   <source>Energy of the turn read from a counter / its duration.</source>
   <extracomment>from the backend</extracomment>
   <translation>Aus einem Zähler gelesene Energie des Durchgangs / seine Dauer.</translation>
  </message>
  <message>
   <source>Energy of the turn read from a counter / new tokens of the turn (gross).</source>
   <extracomment>from the backend</extracomment>
   <translation>Aus einem Zähler gelesene Energie des Durchgangs / neue Token des Durchgangs (brutto).</translation>
  </message>
  <message>
   <source>Energy of the turn read from a counter / optimizer steps of the turn (gross).</source>
   <extracomment>from the backend</extracomment>
   <translation>Aus einem Zähler gelesene Energie des Durchgangs / Optimiererschritte des Durchgangs (brutto).</translation>
  </message>
  <message>
   <source>Energy of the turn read from a counter / samples of the turn (gross).</source>
   <extracomment>from the backend</extracomment>
   <translation>Aus einem Zähler gelesene Energie des Durchgangs / Beispiele des Durchgangs (brutto).</translation>
  </message>
  <message>
   <source>Energy of training</source>
   <extracomment>from the backend</extracomment>
   <translation>Energie des Trainings</translation>
  </message>
  <message>
   <source>Energy per point of accuracy</source>
   <extracomment>from the backend</extracomment>
   <translation>Energie je Genauigkeitspunkt</translation>
  </message>
  <message>
   <source>Energy per sample</source>
   <extracomment>from the backend</extracomment>
   <translation>Energie je Beispiel</translation>
  </message>
  <message>
   <source>Energy per token</source>
   <extracomment>from the backend</extracomment>
   <translation>Energie je Token</translation>
  </message>
  <message>
   <source>Energy per training step</source>
   <extracomment>from the backend</extracomment>
   <translation>Energie je Trainingsschritt</translation>
  </message>
  <message>
   <source>Estimates can be allowed in the study's settings.</source>
   <translation>Schätzungen lassen sich in den Einstellungen der Studie zulassen.</translation>
  </message>
  <message>
   <source>Every call is timed, in rounds beside the baseline.</source>
   <translation>Die Zeit jedes Aufrufs, in Runden neben dem Ausgangsmodell.</translation>
  </message>
  <message>
   <source>Every technique that this model and Python can run, each alone</source>
   <translation>Jede Technik, die dieses Modell und dieses Python ausführen können, einzeln</translation>
  </message>
  <message>
   <source>Every trial</source>
   <translation>Jeder Versuch</translation>
  </message>
  <message>
   <source>Every trial of this study failed or was skipped. The Run page says why, one by one.</source>
   <translation>Jeder Versuch dieser Studie ist gescheitert oder wurde übersprungen. Die Seite Messung sagt für jeden, warum.</translation>
  </message>
  <message>
   <source>Every turn, for charts over time</source>
   <translation>Jeder Durchgang, für Diagramme über die Zeit</translation>
  </message>
  <message>
   <source>Everything finished so far is stored; continue the study to complete it.</source>
   <translation>Alles bisher Fertige ist gespeichert; setzen Sie die Studie fort, um sie abzuschließen.</translation>
  </message>
  <message>
   <source>Everything that applies</source>
   <translation>Alles, was passt</translation>
  </message>
  <message>
   <source>Everything, for scripts.</source>
   <translation>Alles, für Skripte.</translation>
  </message>
  <message>
   <source>Exclude</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Ausschließen</translation>
  </message>
  <message>
   <source>Export model…</source>
   <translation>Modell exportieren …</translation>
  </message>
  <message>
   <source>Export the model of a recipe…</source>
   <translation>Modell eines Rezepts exportieren …</translation>
  </message>
  <message>
   <source>Export when it is over, so that it is not disturbed.</source>
   <translation>Exportieren Sie danach, damit die Messung nicht gestört wird.</translation>
  </message>
  <message>
   <source>Exported to {folder}. {checked}</source>
   <translation>Exportiert nach {folder}. {checked}</translation>
  </message>
  <message>
   <source>Exporting to {folder} …</source>
   <translation>Wird nach {folder} exportiert …</translation>
  </message>
  <message>
   <source>FLOP per byte</source>
   <translation>FLOP je Byte</translation>
  </message>
  <message>
   <source>FLOPs</source>
   <translation>FLOPs</translation>
  </message>
  <message>
   <source>FLOPs per prompt token</source>
   <extracomment>from the backend</extracomment>
   <translation>FLOPs je Prompt-Token</translation>
  </message>
  <message>
   <source>FLOPs per sample</source>
   <extracomment>from the backend</extracomment>
   <translation>FLOPs je Beispiel</translation>
  </message>
  <message>
   <source>FLOPs per token</source>
   <extracomment>from the backend</extracomment>
   <translation>FLOPs je Token</translation>
  </message>
  <message>
   <source>FLOPs per training step</source>
   <extracomment>from the backend</extracomment>
   <translation>FLOPs je Trainingsschritt</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Gescheitert</translation>
  </message>
  <message>
   <source>Family</source>
   <translation>Familie</translation>
  </message>
  <message>
   <source>Fastest</source>
   <translation>Am schnellsten</translation>
  </message>
  <message>
   <source>Feed-forward</source>
   <translation>Feed-Forward</translation>
  </message>
  <message>
   <source>Feed-forward networks become truly narrower, so every phase runs faster and the model shrinks on any hardware.</source>
   <extracomment>from the backend</extracomment>
   <translation>Feed-Forward-Netze werden wirklich schmaler, sodass jede Phase schneller läuft und das Modell auf jeder Hardware schrumpft.</translation>
  </message>
  <message>
   <source>Feed-forward width</source>
   <translation>Feed-Forward-Breite</translation>
  </message>
  <message>
   <source>Fewer bits or fewer weights</source>
   <translation>Weniger Bits oder weniger Gewichte</translation>
  </message>
  <message>
   <source>Fewer tokens to work on</source>
   <translation>Weniger Token zu bearbeiten</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>File</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Datei</translation>
  </message>
  <message>
   <source>File {name}</source>
   <translation>Datei {name}</translation>
  </message>
  <message>
   <source>Find a technique</source>
   <translation>Technik suchen</translation>
  </message>
  <message>
   <source>Find any action</source>
   <translation>Beliebige Aktion suchen</translation>
  </message>
  <message>
   <source>Find any action ({keys})</source>
   <translation>Beliebige Aktion suchen ({keys})</translation>
  </message>
  <message>
   <source>Find any action…</source>
   <translation>Beliebige Aktion suchen …</translation>
  </message>
  <message>
   <source>Fine-tune</source>
   <translation>Nachtrainieren</translation>
  </message>
  <message>
   <source>Fine-tunes about one weight in a hundred: gradients and optimizer state shrink with them; once merged, the model runs as fast as before.</source>
   <extracomment>from the backend</extracomment>
   <translation>Trainiert etwa ein Gewicht von hundert nach: Gradienten und Optimiererzustand schrumpfen mit; einmal eingerechnet, läuft das Modell so schnell wie zuvor.</translation>
  </message>
  <message>
   <source>Fine-tuning</source>
   <translation>Nachtrainieren</translation>
  </message>
  <message>
   <source>Finished</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Firm it up, in a few minutes</source>
   <translation>Absichern, in einigen Minuten</translation>
  </message>
  <message>
   <source>First</source>
   <translation>Erste</translation>
  </message>
  <message>
   <source>First call in a fresh process, before any warm-up: until its first token, or its answer. What is compiled at the first call is in it.</source>
   <extracomment>from the backend</extracomment>
   <translation>Erster Aufruf in einem frischen Prozess, vor jedem Aufwärmen: bis zum ersten Token oder zur Antwort. Was beim ersten Aufruf übersetzt wird, gehört dazu.</translation>
  </message>
  <message>
   <source>First steps</source>
   <translation>Erste Schritte</translation>
  </message>
  <message>
   <source>First steps, firmed up</source>
   <translation>Erste Schritte, abgesichert</translation>
  </message>
  <message>
   <source>First steps: measure the built-in model</source>
   <translation>Erste Schritte: das eingebaute Modell messen</translation>
  </message>
  <message>
   <source>First study</source>
   <translation>Erste Studie</translation>
  </message>
  <message>
   <source>First time here?</source>
   <translation>Zum ersten Mal hier?</translation>
  </message>
  <message>
   <source>First token, cold</source>
   <extracomment>from the backend</extracomment>
   <translation>Erstes Token, kalt</translation>
  </message>
  <message>
   <source>First: {value}</source>
   <translation>Erste: {value}</translation>
  </message>
  <message>
   <source>Fits this model</source>
   <translation>Passt zu diesem Modell</translation>
  </message>
  <message>
   <source>Flipped answers</source>
   <extracomment>from the backend</extracomment>
   <translation>Gekippte Antworten</translation>
  </message>
  <message>
   <source>Floating-point type</source>
   <extracomment>from the backend</extracomment>
   <translation>Gleitkommatyp</translation>
  </message>
  <message>
   <source>Folder for the charts</source>
   <translation>Ordner für die Diagramme</translation>
  </message>
  <message>
   <source>Folder in which the model's folder is made</source>
   <translation>Ordner, in dem der Modellordner angelegt wird</translation>
  </message>
  <message>
   <source>Forget {title}</source>
   <translation>{title} vergessen</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>Format and sections</source>
   <translation>Format und Abschnitte</translation>
  </message>
  <message>
   <source>Forward</source>
   <translation>Vorwärts</translation>
  </message>
  <message>
   <source>Free some disk space.</source>
   <translation>Schaffen Sie Platz auf der Platte.</translation>
  </message>
  <message>
   <source>Free some space in {folder}.</source>
   <translation>Schaffen Sie Platz in {folder}.</translation>
  </message>
  <message>
   <source>From a request's arrival to the moment the model begins with it, first come first served; mean of a turn's requests.</source>
   <extracomment>from the backend</extracomment>
   <translation>Von der Ankunft einer Anfrage bis das Modell mit ihr beginnt, wer zuerst kommt, zuerst; Mittel der Anfragen eines Durchgangs.</translation>
  </message>
  <message>
   <source>From the call to its return, or from a replayed request's arrival to its last token; mean of a turn's calls.</source>
   <extracomment>from the backend</extracomment>
   <translation>Vom Aufruf bis zu seiner Rückkehr oder von der Ankunft einer wiedergegebenen Anfrage bis zu ihrem letzten Token; Mittel der Aufrufe eines Durchgangs.</translation>
  </message>
  <message>
   <source>From the call, or the arrival of a replayed request, to the delivery of the first new token; mean of a turn's calls.</source>
   <extracomment>from the backend</extracomment>
   <translation>Vom Aufruf oder der Ankunft einer wiedergegebenen Anfrage bis zur Lieferung des ersten neuen Tokens; Mittel der Aufrufe eines Durchgangs.</translation>
  </message>
  <message>
   <source>From the moment a batch is given to the model until its last sequence is done, without waiting; mean of a turn's batches.</source>
   <extracomment>from the backend</extracomment>
   <translation>Vom Moment, in dem ein Stapel dem Modell übergeben wird, bis seine letzte Sequenz fertig ist, ohne Wartezeit; Mittel der Stapel eines Durchgangs.</translation>
  </message>
  <message>
   <source>From the start of the process until it begins to read its job: the interpreter and our own modules.</source>
   <extracomment>from the backend</extracomment>
   <translation>Vom Start des Prozesses, bis er seinen Auftrag zu lesen beginnt: der Interpreter und unsere eigenen Module.</translation>
  </message>
  <message>
   <source>GPTQ quantization</source>
   <extracomment>from the backend</extracomment>
   <translation>GPTQ-Quantisierung</translation>
  </message>
  <message>
   <source>Gains for which no loss of quality could be shown with {1} items: {2}.</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Gewinne, bei denen mit {1} Elementen kein Qualitätsverlust zu zeigen war: {2}.</translation>
  </message>
  <message>
   <source>Gains whose quality was not judged: {1}.</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Gewinne, deren Qualität nicht beurteilt wurde: {1}.</translation>
  </message>
  <message>
   <source>Generate text</source>
   <translation>Text erzeugen</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Go to Start</source>
   <translation>Zum Start</translation>
  </message>
  <message>
   <source>Go to Techniques</source>
   <translation>Zu den Techniken</translation>
  </message>
  <message>
   <source>Goodput</source>
   <extracomment>from the backend</extracomment>
   <translation>Nutzdurchsatz</translation>
  </message>
  <message>
   <source>Goodput in tokens</source>
   <extracomment>from the backend</extracomment>
   <translation>Nutzdurchsatz in Token</translation>
  </message>
  <message>
   <source>Gradients</source>
   <extracomment>from the backend</extracomment>
   <translation>Gradienten</translation>
  </message>
  <message>
   <source>Gross minus idle; a negative value is flagged.</source>
   <extracomment>from the backend</extracomment>
   <translation>Brutto minus Leerlauf; ein negativer Wert wird gekennzeichnet.</translation>
  </message>
  <message>
   <source>Group</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Gruppe</translation>
  </message>
  <message>
   <source>Half the memory</source>
   <translation>Halber Speicher</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <source>Here</source>
   <translation>Hier</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>Hoher Kontrast</translation>
  </message>
  <message>
   <source>Highest backlog</source>
   <extracomment>from the backend</extracomment>
   <translation>Höchster Rückstau</translation>
  </message>
  <message>
   <source>Highest memory that torch's allocator held on the accelerator inside a turn, used or not.</source>
   <extracomment>from the backend</extracomment>
   <translation>Höchster Speicher, den torchs Allokator auf dem Beschleuniger in einem Durchgang hielt, benutzt oder nicht.</translation>
  </message>
  <message>
   <source>Highest resident memory (RSS) of the process inside a turn, reset before it; mean of the turns.</source>
   <extracomment>from the backend</extracomment>
   <translation>Höchster residenter Speicher (RSS) des Prozesses in einem Durchgang, davor zurückgesetzt; Mittel der Durchgänge.</translation>
  </message>
  <message>
   <source>Highest resident memory of the process inside a turn of optimizer steps.</source>
   <extracomment>from the backend</extracomment>
   <translation>Höchster residenter Speicher des Prozesses in einem Durchgang von Optimiererschritten.</translation>
  </message>
  <message>
   <source>Highest resident memory of the process while the model was loaded.</source>
   <extracomment>from the backend</extracomment>
   <translation>Höchster residenter Speicher des Prozesses beim Laden des Modells.</translation>
  </message>
  <message>
   <source>Highest resident memory while the recipe was applied.</source>
   <extracomment>from the backend</extracomment>
   <translation>Höchster residenter Speicher beim Anwenden des Rezepts.</translation>
  </message>
  <message>
   <source>Highest sum of the bytes that torch allocated during one call and had not yet freed, beyond weights and what else it held before; followed by a profiler in a call that is not timed.</source>
   <extracomment>from the backend</extracomment>
   <translation>Höchste Summe der Bytes, die torch in einem Aufruf belegt und noch nicht freigegeben hatte, über Gewichte und alles vorher Belegte hinaus; von einem Profiler in einem Aufruf verfolgt, dessen Zeit nicht zählt.</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <source>How it works</source>
   <translation>So geht es</translation>
  </message>
  <message>
   <source>How the model is fine-tuned</source>
   <translation>Wie das Modell nachtrainiert wird</translation>
  </message>
  <message>
   <source>How the next tokens are found</source>
   <translation>Wie die nächsten Token gefunden werden</translation>
  </message>
  <message>
   <source>How thoroughly</source>
   <translation>Wie gründlich</translation>
  </message>
  <message>
   <source>Icicle</source>
   <translation>Eiszapfendiagramm</translation>
  </message>
  <message>
   <source>Image classifier</source>
   <translation>Bildklassifikator</translation>
  </message>
  <message>
   <source>Image models</source>
   <translation>Bildmodelle</translation>
  </message>
  <message>
   <source>Imports</source>
   <extracomment>from the backend</extracomment>
   <translation>Importe</translation>
  </message>
  <message>
   <source>In a plot, bar or icicle: copy it, or save it as a picture</source>
   <translation>In Diagramm, Balken oder Eiszapfen: kopieren oder als Bild sichern</translation>
  </message>
  <message>
   <source>In a plot: from mark to mark, with all four arrow keys</source>
   <translation>In einem Diagramm: von Marke zu Marke, mit allen vier Pfeiltasten</translation>
  </message>
  <message>
   <source>In a plot: its numbers as a table</source>
   <translation>In einem Diagramm: seine Zahlen als Tabelle</translation>
  </message>
  <message>
   <source>In a plot: let go of what is selected or read</source>
   <translation>In einem Diagramm: loslassen, was ausgewählt ist oder gelesen wird</translation>
  </message>
  <message>
   <source>In the catalogue: into the recipe, or out of it</source>
   <translation>Im Katalog: ins Rezept, oder heraus</translation>
  </message>
  <message>
   <source>In the icicle: into a part; Esc leads out again</source>
   <translation>Im Eiszapfen: in einen Teil hinein; Esc führt wieder hinaus</translation>
  </message>
  <message>
   <source>In the pages</source>
   <translation>Auf den Seiten</translation>
  </message>
  <message>
   <source>In the recipe: a step earlier; Alt and the arrow down: later</source>
   <translation>Im Rezept: einen Schritt früher; Alt und Pfeil abwärts: später</translation>
  </message>
  <message>
   <source>Include</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Einschließen</translation>
  </message>
  <message>
   <source>Inside</source>
   <translation>Innenleben</translation>
  </message>
  <message>
   <source>Instrument</source>
   <translation>Messgerät</translation>
  </message>
  <message>
   <source>Intensity</source>
   <translation>Intensität</translation>
  </message>
  <message>
   <source>Inter-token gap</source>
   <extracomment>from the backend</extracomment>
   <translation>Lücke zwischen Token</translation>
  </message>
  <message>
   <source>Interval</source>
   <translation>Intervall</translation>
  </message>
  <message>
   <source>It can be watched and steered here.</source>
   <translation>Sie kann hier beobachtet und gesteuert werden.</translation>
  </message>
  <message>
   <source>It can do so now: the study goes on meanwhile, tabs and plans come back as they are.</source>
   <translation>Das kann es jetzt: die Studie läuft derweil weiter, Tabs und Pläne kommen wieder, wie sie sind.</translation>
  </message>
  <message>
   <source>It can go on without the window and is found again when the window opens.</source>
   <translation>Sie kann ohne das Fenster weiterlaufen und wird wiedergefunden, wenn das Fenster öffnet.</translation>
  </message>
  <message>
   <source>It is open in this window, or it runs.</source>
   <translation>Sie ist in diesem Fenster geöffnet, oder sie läuft.</translation>
  </message>
  <message>
   <source>It is safe as long as the window is open. Free some disk space, or save the study as a file.</source>
   <translation>Er ist sicher, solange das Fenster offen ist. Schaffen Sie Platz auf der Platte, oder speichern Sie die Studie als Datei.</translation>
  </message>
  <message>
   <source>It may have been moved or removed; choose another one under Start.</source>
   <translation>Vielleicht wurde er verschoben oder entfernt; wählen Sie einen anderen unter Start.</translation>
  </message>
  <message>
   <source>It was moved or deleted, or its disk is not there.</source>
   <translation>Es wurde verschoben oder gelöscht, oder seine Platte ist nicht da.</translation>
  </message>
  <message>
   <source>It was stopped before it answered.</source>
   <translation>Es wurde gestoppt, bevor eine Antwort kam.</translation>
  </message>
  <message>
   <source>Items</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Elemente</translation>
  </message>
  <message>
   <source>Its card opens here.</source>
   <translation>Ihre Karte öffnet sich hier.</translation>
  </message>
  <message>
   <source>Its folder with all measurements, {size}, is deleted for good.</source>
   <translation>Ihr Ordner mit allen Messungen, {size}, wird endgültig gelöscht.</translation>
  </message>
  <message>
   <source>Its plan was kept; it can be run again.</source>
   <translation>Ihr Plan wurde behalten; sie kann erneut laufen.</translation>
  </message>
  <message>
   <source>Its result lives in the weights.</source>
   <translation>Ihr Ergebnis steckt in den Gewichten.</translation>
  </message>
  <message>
   <source>KL to baseline</source>
   <extracomment>from the backend</extracomment>
   <translation>KL zum Ausgangsmodell</translation>
  </message>
  <message>
   <source>KV cache</source>
   <translation>KV-Cache</translation>
  </message>
  <message>
   <source>Keep awake</source>
   <comment>parameter</comment>
   <translation>Wach bleiben</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Keeps the prompt positions that its last tokens attend to and drops the rest of the KV cache before the first new token, so the cache stops growing with the prompt.</source>
   <extracomment>from the backend</extracomment>
   <translation>Behält die Stellen des Prompts, auf die seine letzten Token achten, und verwirft den Rest des KV-Cache vor dem ersten neuen Token, sodass der Cache nicht mehr mit dem Prompt wächst.</translation>
  </message>
  <message>
   <source>Kernel</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Kernel</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Kinds of operators</source>
   <translation>Arten von Operatoren</translation>
  </message>
  <message>
   <source>LagKV eviction</source>
   <extracomment>from the backend</extracomment>
   <translation>LagKV-Verdrängung</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Language model</source>
   <translation>Sprachmodell</translation>
  </message>
  <message>
   <source>Language: English</source>
   <translation>Sprache: Englisch (English)</translation>
  </message>
  <message>
   <source>Language: German (Deutsch)</source>
   <translation>Sprache: Deutsch</translation>
  </message>
  <message>
   <source>Language: as the system</source>
   <translation>Sprache: wie das System</translation>
  </message>
  <message>
   <source>Larger text</source>
   <translation>Größerer Text</translation>
  </message>
  <message>
   <source>Largest</source>
   <translation>Größter</translation>
  </message>
  <message>
   <source>Last changed</source>
   <translation>Zuletzt geändert</translation>
  </message>
  <message>
   <source>Latency</source>
   <translation>Latenz</translation>
  </message>
  <message>
   <source>Latency and throughput</source>
   <translation>Latenz und Durchsatz</translation>
  </message>
  <message>
   <source>Latency appears with the first measured call.</source>
   <translation>Latenz erscheint mit dem ersten gemessenen Aufruf.</translation>
  </message>
  <message>
   <source>Latency at any length</source>
   <translation>Latenz bei jeder Länge</translation>
  </message>
  <message>
   <source>Latency with a queue: requests arrive as recorded, or at random, and wait</source>
   <translation>Latenz mit Warteschlange: Anfragen kommen wie aufgezeichnet oder zufällig an und warten</translation>
  </message>
  <message>
   <source>Layer by layer</source>
   <comment>parameter</comment>
   <translation>Schicht für Schicht</translation>
  </message>
  <message>
   <source>Layers</source>
   <translation>Schichten</translation>
  </message>
  <message>
   <source>Layers, channels and ranks are really removed</source>
   <translation>Schichten, Kanäle und Ränge werden wirklich entfernt</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Lernrate</translation>
  </message>
  <message>
   <source>Least</source>
   <translation>Kleinster</translation>
  </message>
  <message>
   <source>Least peak memory: {1}, {2} than the baseline.</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Kleinster Spitzenspeicher: {1}, {2} als das Ausgangsmodell.</translation>
  </message>
  <message>
   <source>Least possible time of a step</source>
   <extracomment>from the backend</extracomment>
   <translation>Kleinstmögliche Zeit eines Schritts</translation>
  </message>
  <message>
   <source>Leave the first steps</source>
   <translation>Erste Schritte verlassen</translation>
  </message>
  <message>
   <source>Left out otherwise, so that a report can be shared</source>
   <translation>Sonst weggelassen, damit ein Bericht weitergegeben werden kann</translation>
  </message>
  <message>
   <source>Length</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Länge</translation>
  </message>
  <message>
   <source>Length of an answer</source>
   <translation>Länge einer Antwort</translation>
  </message>
  <message>
   <source>Less, or more</source>
   <translation>Weniger oder mehr</translation>
  </message>
  <message>
   <source>Let both answer</source>
   <translation>Beide antworten lassen</translation>
  </message>
  <message>
   <source>Let it go on</source>
   <translation>Weiterlaufen lassen</translation>
  </message>
  <message>
   <source>Limit on {metric}</source>
   <translation>Grenze für {metric}</translation>
  </message>
  <message>
   <source>Limits</source>
   <translation>Grenzen</translation>
  </message>
  <message>
   <source>Linear layers</source>
   <translation>Lineare Schichten</translation>
  </message>
  <message>
   <source>Linear layers multiply 8-bit integers: prompts and large layers run several times faster on processors with integer dot products.</source>
   <extracomment>from the backend</extracomment>
   <translation>Lineare Schichten multiplizieren 8-Bit-Ganzzahlen: Prompts und große Schichten laufen auf Prozessoren mit ganzzahligen Skalarprodukten mehrfach schneller.</translation>
  </message>
  <message>
   <source>Lively plots while measuring</source>
   <translation>Lebhafte Diagramme während der Messung</translation>
  </message>
  <message>
   <source>LoRA fine-tuning</source>
   <extracomment>from the backend</extracomment>
   <translation>LoRA-Nachtraining</translation>
  </message>
  <message>
   <source>Loading</source>
   <extracomment>from the backend</extracomment>
   <translation>Laden</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>Log</translation>
  </message>
  <message>
   <source>Log across</source>
   <translation>Log X</translation>
  </message>
  <message>
   <source>Log of the measuring processes</source>
   <translation>Log der messenden Prozesse</translation>
  </message>
  <message>
   <source>Log of the window</source>
   <translation>Log des Fensters</translation>
  </message>
  <message>
   <source>Log upwards</source>
   <translation>Log Y</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>Erneut nachsehen</translation>
  </message>
  <message>
   <source>Look at the catalogue's filters.</source>
   <translation>Sehen Sie in die Filter des Katalogs.</translation>
  </message>
  <message>
   <source>Looking at this machine…</source>
   <translation>Dieser Rechner wird geprüft …</translation>
  </message>
  <message>
   <source>Lossless</source>
   <translation>Verlustfrei</translation>
  </message>
  <message>
   <source>Lossless only</source>
   <translation>Nur verlustfreie</translation>
  </message>
  <message>
   <source>Low rank</source>
   <translation>Niedriger Rang</translation>
  </message>
  <message>
   <source>Low-rank factorisation (SVD)</source>
   <extracomment>from the backend</extracomment>
   <translation>Zerlegung mit niedrigem Rang (SVD)</translation>
  </message>
  <message>
   <source>M</source>
   <comment>count</comment>
   <translation>Mio.</translation>
  </message>
  <message>
   <source>MBU: bytes that a step must move / its measured time / measured bandwidth of a working set of that size. A step is one decoded token of each sequence (latency.tpot), the prefill (latency.ttft) or one batch (latency.e2e).</source>
   <extracomment>from the backend</extracomment>
   <translation>MBU: Bytes, die ein Schritt bewegen muss / seine gemessene Zeit / gemessene Bandbreite einer Arbeitsmenge dieser Größe. Ein Schritt ist ein dekodiertes Token jeder Sequenz (latency.tpot), das Prefill (latency.ttft) oder ein Stapel (latency.e2e).</translation>
  </message>
  <message>
   <source>MFU: FLOPs of a step / its measured time / measured peak multiply rate in its number formats.</source>
   <extracomment>from the backend</extracomment>
   <translation>MFU: FLOPs eines Schritts / seine gemessene Zeit / gemessene höchste Multiplikationsrate in seinen Zahlenformaten.</translation>
  </message>
  <message>
   <source>MLPerf's estimate: with 99 % confidence the true percentile is no greater. Of the sorted calls the t - 1 largest are left out, t the greatest with P(Binomial(n, 1 - p) &lt;= t) &lt;= 1 %.</source>
   <extracomment>from the backend</extracomment>
   <translation>Schätzung von MLPerf: mit 99 % Sicherheit ist das wahre Perzentil nicht größer. Von den sortierten Aufrufen werden die t - 1 größten ausgelassen, t das größte mit P(Binomial(n, 1 - p) &lt;= t) &lt;= 1 %.</translation>
  </message>
  <message>
   <source>Machine</source>
   <translation>Rechner</translation>
  </message>
  <message>
   <source>Machine and versions</source>
   <translation>Rechner und Versionen</translation>
  </message>
  <message>
   <source>Machine check</source>
   <translation>Prüfung des Rechners</translation>
  </message>
  <message>
   <source>Magnitude pruning</source>
   <extracomment>from the backend</extracomment>
   <translation>Beschneiden nach Betrag</translation>
  </message>
  <message>
   <source>Main</source>
   <translation>Wichtigste</translation>
  </message>
  <message>
   <source>Make the PDF when it is over.</source>
   <translation>Erstellen Sie das PDF danach.</translation>
  </message>
  <message>
   <source>Mapped from files</source>
   <extracomment>from the backend</extracomment>
   <translation>Aus Dateien eingeblendet</translation>
  </message>
  <message>
   <source>Marks</source>
   <translation>Marken</translation>
  </message>
  <message>
   <source>Mean number of new tokens of greedy answers that may end by themselves (end-of-text honoured, 64 tokens at most), from a generation apart from the timed one; a ratio to the baseline over the same prompts.</source>
   <extracomment>from the backend</extracomment>
   <translation>Mittlere Zahl neuer Token gieriger Antworten, die von selbst enden dürfen (Textende beachtet, höchstens 64 Token), aus einer von der Zeitmessung getrennten Erzeugung; ein Verhältnis zum Ausgangsmodell über dieselben Prompts.</translation>
  </message>
  <message>
   <source>Mean over passages of the cosine between the recipe's vector of a passage and the baseline's; a vector is the mean of the last hidden states (or the first state where the folder's pooling says so), a classifier's its logits.</source>
   <extracomment>from the backend</extracomment>
   <translation>Mittel über Textstellen des Kosinus zwischen dem Vektor des Rezepts und dem des Ausgangsmodells; ein Vektor ist das Mittel der letzten verborgenen Zustände (oder der erste Zustand, wo das Pooling des Ordners es sagt), bei einem Klassifikator seine Logits.</translation>
  </message>
  <message>
   <source>Mean over prompts of 1 - edit distance over words / number of words of the longer answer, against the baseline's greedy answer to the same prompt; 1 is word for word the same.</source>
   <extracomment>from the backend</extracomment>
   <translation>Mittel über Prompts von 1 - Editierabstand über Wörter / Wortzahl der längeren Antwort, gegen die gierige Antwort des Ausgangsmodells auf denselben Prompt; 1 heißt Wort für Wort gleich.</translation>
  </message>
  <message>
   <source>Mean over tokens of the Kullback-Leibler divergence of the recipe's next-token distribution from the baseline's.</source>
   <extracomment>from the backend</extracomment>
   <translation>Mittel über Token der Kullback-Leibler-Divergenz der Verteilung des nächsten Tokens des Rezepts von der des Ausgangsmodells.</translation>
  </message>
  <message>
   <source>Mean power</source>
   <extracomment>from the backend</extracomment>
   <translation>Mittlere Leistung</translation>
  </message>
  <message>
   <source>Mean training loss over the last quarter of the steps, paired by step.</source>
   <extracomment>from the backend</extracomment>
   <translation>Mittlerer Trainingsverlust über das letzte Viertel der Schritte, Schritt für Schritt gepaart.</translation>
  </message>
  <message>
   <source>Measure again</source>
   <translation>Noch einmal messen</translation>
  </message>
  <message>
   <source>Measure fine-tuning</source>
   <translation>Nachtrainieren messen</translation>
  </message>
  <message>
   <source>Measure the ceilings when it is over.</source>
   <translation>Messen Sie die Obergrenzen danach.</translation>
  </message>
  <message>
   <source>Measure them now</source>
   <translation>Jetzt messen</translation>
  </message>
  <message>
   <source>Measure, in about a minute</source>
   <translation>Messen, in etwa einer Minute</translation>
  </message>
  <message>
   <source>Measured</source>
   <translation>Gemessen</translation>
  </message>
  <message>
   <source>Measured here</source>
   <translation>Hier gemessen</translation>
  </message>
  <message>
   <source>Measured with the protocol Quick: what is called real now can be relied on.</source>
   <translation>Mit dem Protokoll Kurz gemessen: was jetzt gesichert heißt, ist verlässlich.</translation>
  </message>
  <message>
   <source>Measured. The next study knows its ceilings.</source>
   <translation>Gemessen. Die nächste Studie kennt ihre Obergrenzen.</translation>
  </message>
  <message>
   <source>Measures the recipes that failed or were skipped once more, beside the baseline.</source>
   <translation>Misst die Rezepte, die scheiterten oder übersprungen wurden, noch einmal neben dem Ausgangsmodell.</translation>
  </message>
  <message>
   <source>Measures what efficiency techniques do to a local model: latency, memory, energy and accuracy, with intervals, on this machine. Nothing is downloaded and nothing is sent.</source>
   <translation>Misst, was Effizienztechniken mit einem lokalen Modell machen: Latenz, Speicher, Energie und Genauigkeit, mit Intervallen, auf diesem Rechner. Nichts wird heruntergeladen und nichts gesendet.</translation>
  </message>
  <message>
   <source>Measuring the machine …</source>
   <translation>Der Rechner wird gemessen …</translation>
  </message>
  <message>
   <source>Measuring: the window keeps quiet</source>
   <translation>Es wird gemessen: das Fenster hält still</translation>
  </message>
  <message>
   <source>Median</source>
   <translation>Median</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Speicher</translation>
  </message>
  <message>
   <source>Memory appears with the first reading.</source>
   <translation>Speicher erscheint mit der ersten Ablesung.</translation>
  </message>
  <message>
   <source>Memory floor</source>
   <extracomment>from the backend</extracomment>
   <translation>Grundspeicher</translation>
  </message>
  <message>
   <source>Memory limit</source>
   <comment>parameter</comment>
   <translation>Speichergrenze</translation>
  </message>
  <message>
   <source>Memory of a call's tensors</source>
   <extracomment>from the backend</extracomment>
   <translation>Speicher der Tensoren eines Aufrufs</translation>
  </message>
  <message>
   <source>Memory of children</source>
   <extracomment>from the backend</extracomment>
   <translation>Speicher der Kindprozesse</translation>
  </message>
  <message>
   <source>Metric across</source>
   <translation>Messgröße waagerecht</translation>
  </message>
  <message>
   <source>Metric upwards</source>
   <translation>Messgröße senkrecht</translation>
  </message>
  <message>
   <source>Modality</source>
   <translation>Modalität</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Modules and operators of the baseline</source>
   <translation>Module und Operatoren des Ausgangsmodells</translation>
  </message>
  <message>
   <source>Modules and operators of the recipe</source>
   <translation>Module und Operatoren des Rezepts</translation>
  </message>
  <message>
   <source>Modules and operators, where a trial was traced</source>
   <translation>Module und Operatoren, wo ein Versuch aufgezeichnet wurde</translation>
  </message>
  <message>
   <source>Modules, bytes and parameters, as counted</source>
   <translation>Module, Bytes und Parameter, wie gezählt</translation>
  </message>
  <message>
   <source>More settings…</source>
   <translation>Weitere Einstellungen …</translation>
  </message>
  <message>
   <source>Most is needed for: {title}.</source>
   <translation>Am meisten braucht: {title}.</translation>
  </message>
  <message>
   <source>Most requests that waited at one time in a replay.</source>
   <extracomment>from the backend</extracomment>
   <translation>Meiste Anfragen, die bei einer Wiedergabe zugleich warteten.</translation>
  </message>
  <message>
   <source>Motion is as usual.</source>
   <translation>Bewegung ist wie üblich.</translation>
  </message>
  <message>
   <source>Motion is reduced: nothing moves by itself.</source>
   <translation>Bewegung ist verringert: nichts bewegt sich von selbst.</translation>
  </message>
  <message>
   <source>Move over the plots to read them; T shows the numbers as a table.</source>
   <translation>Zum Ablesen darüberfahren; T zeigt die Tabelle.</translation>
  </message>
  <message>
   <source>Move {title} down</source>
   <translation>{title} nach unten</translation>
  </message>
  <message>
   <source>Move {title} up</source>
   <translation>{title} nach oben</translation>
  </message>
  <message>
   <source>Multiplications and additions of the products of one batch / its samples.</source>
   <extracomment>from the backend</extracomment>
   <translation>Multiplikationen und Additionen der Produkte eines Stapels / seine Beispiele.</translation>
  </message>
  <message>
   <source>Multiplications and additions of the products of one decode step / sequences; a multiply-add is two. A number format in brackets: those whose products are in it.</source>
   <extracomment>from the backend</extracomment>
   <translation>Multiplikationen und Additionen der Produkte eines Dekodierschritts / Sequenzen; eine Multiplikation mit Addition zählt zwei. Ein Zahlenformat in Klammern: diejenigen, deren Produkte darin sind.</translation>
  </message>
  <message>
   <source>Multiplications and additions of the products of one forward and backward pass.</source>
   <extracomment>from the backend</extracomment>
   <translation>Multiplikationen und Additionen der Produkte eines Vorwärts- und Rückwärtslaufs.</translation>
  </message>
  <message>
   <source>Multiplications and additions of the products of the prefill / prompt tokens.</source>
   <extracomment>from the backend</extracomment>
   <translation>Multiplikationen und Additionen der Produkte des Prefills / Prompt-Token.</translation>
  </message>
  <message>
   <source>Name</source>
   <comment>parameter</comment>
   <translation>Name</translation>
  </message>
  <message>
   <source>Name of its folder</source>
   <translation>Name des Ordners</translation>
  </message>
  <message>
   <source>Name user, machine and paths</source>
   <translation>Benutzer, Rechner und Pfade nennen</translation>
  </message>
  <message>
   <source>Needs</source>
   <translation>Voraussetzungen</translation>
  </message>
  <message>
   <source>Needs nothing more</source>
   <translation>Braucht nichts weiter</translation>
  </message>
  <message>
   <source>Needs {what}</source>
   <translation>Braucht {what}</translation>
  </message>
  <message>
   <source>New</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Neu</translation>
  </message>
  <message>
   <source>New here? See a baseline and two recipes on the built-in model, in about a minute.</source>
   <translation>Neu hier? Sehen Sie in etwa einer Minute das Ausgangsmodell und zwei Rezepte am eingebauten Modell.</translation>
  </message>
  <message>
   <source>New study</source>
   <translation>Neue Studie</translation>
  </message>
  <message>
   <source>New study in a tab of its own</source>
   <translation>Neue Studie in einem eigenen Tab</translation>
  </message>
  <message>
   <source>New tab</source>
   <translation>Neuer Tab</translation>
  </message>
  <message>
   <source>New tokens / forward passes of the model after the prefill.</source>
   <extracomment>from the backend</extracomment>
   <translation>Neue Token / Vorwärtsläufe des Modells nach dem Prefill.</translation>
  </message>
  <message>
   <source>New tokens of all requests / time from the first arrival to the last answer.</source>
   <extracomment>from the backend</extracomment>
   <translation>Neue Token aller Anfragen / Zeit von der ersten Ankunft bis zur letzten Antwort.</translation>
  </message>
  <message>
   <source>New tokens of the requests that met every latency target / time (inside the calls, or from first arrival to last answer).</source>
   <extracomment>from the backend</extracomment>
   <translation>Neue Token der Anfragen, die jedes Latenzziel einhielten / Zeit (in den Aufrufen oder von der ersten Ankunft bis zur letzten Antwort).</translation>
  </message>
  <message>
   <source>Newest</source>
   <translation>Neuester</translation>
  </message>
  <message>
   <source>Next tab</source>
   <translation>Nächster Tab</translation>
  </message>
  <message>
   <source>Next: what to try on it</source>
   <translation>Weiter: was an ihm versucht wird</translation>
  </message>
  <message>
   <source>Ngram</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>N-Gramm</translation>
  </message>
  <message>
   <source>No change against the baseline is known for these two metrics; choose Absolute to see them.</source>
   <translation>Für diese beiden Messgrößen ist keine Änderung gegen das Ausgangsmodell bekannt; wählen Sie Absolut, um sie zu sehen.</translation>
  </message>
  <message>
   <source>No limits</source>
   <translation>Keine Grenzen</translation>
  </message>
  <message>
   <source>No model is open</source>
   <translation>Kein Modell ist geöffnet</translation>
  </message>
  <message>
   <source>No model is open.</source>
   <translation>Kein Modell ist geöffnet.</translation>
  </message>
  <message>
   <source>No paper behind these recipes makes a claim that can be held against them.</source>
   <translation>Keine Veröffentlichung hinter diesen Rezepten macht eine Aussage, die sich ihnen gegenüberstellen lässt.</translation>
  </message>
  <message numerus="yes">
   <source>No real change in {n} main numbers.</source>
   <translation>
    <numerusform>Keine gesicherte Änderung in {n} wichtigen Zahl.</numerusform>
    <numerusform>Keine gesicherte Änderung in {n} wichtigen Zahlen.</numerusform>
   </translation>
  </message>
  <message>
   <source>No real change was measured here.</source>
   <translation>Hier wurde keine gesicherte Änderung gemessen.</translation>
  </message>
  <message>
   <source>No real change was measured so far.</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Bisher wurde keine gesicherte Änderung gemessen.</translation>
  </message>
  <message>
   <source>No real change: {1}.</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Keine gesicherte Änderung: {1}.</translation>
  </message>
  <message>
   <source>No recipe gave a result</source>
   <translation>Kein Rezept gab ein Ergebnis</translation>
  </message>
  <message>
   <source>No recipe has a value for {title} yet.</source>
   <translation>Noch hat kein Rezept einen Wert für {title}.</translation>
  </message>
  <message>
   <source>No recipe keeps all limits. The tightest one is {title}: {tight}.</source>
   <translation>Kein Rezept hält alle Grenzen ein. Die engste ist {title}: {tight}.</translation>
  </message>
  <message>
   <source>No study is open</source>
   <translation>Keine Studie ist geöffnet</translation>
  </message>
  <message>
   <source>No trial of this study was traced</source>
   <translation>Kein Versuch dieser Studie wurde aufgezeichnet</translation>
  </message>
  <message>
   <source>None of the first steps' techniques can run here.</source>
   <translation>Keine der Techniken der ersten Schritte kann hier laufen.</translation>
  </message>
  <message>
   <source>None of the papers' claims can be compared with what was measured here.</source>
   <translation>Keine der Aussagen lässt sich mit dem vergleichen, was hier gemessen wurde.</translation>
  </message>
  <message>
   <source>Norms</source>
   <translation>Normen</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Hinweise</translation>
  </message>
  <message>
   <source>Nothing can be asked here.</source>
   <translation>Hier kann nichts gefragt werden.</translation>
  </message>
  <message>
   <source>Nothing is running</source>
   <translation>Es läuft keine Studie</translation>
  </message>
  <message>
   <source>Nothing is to be measured.</source>
   <translation>Es ist nichts zu messen.</translation>
  </message>
  <message>
   <source>Nothing lies at this path any more.</source>
   <translation>An diesem Pfad liegt nichts mehr.</translation>
  </message>
  <message>
   <source>Nothing matches</source>
   <translation>Nichts gefunden</translation>
  </message>
  <message>
   <source>Nothing needs mending.</source>
   <translation>Nichts muss repariert werden.</translation>
  </message>
  <message>
   <source>Nothing stands under the roofline yet</source>
   <translation>Noch steht nichts unter der Roofline</translation>
  </message>
  <message>
   <source>Nothing that was measured here stands for the claim.</source>
   <translation>Nichts hier Gemessenes steht für die Aussage.</translation>
  </message>
  <message>
   <source>Nothing to do here yet</source>
   <translation>Hier ist noch nichts zu tun</translation>
  </message>
  <message>
   <source>Nothing to hold against a paper yet</source>
   <translation>Noch nichts, was einer Veröffentlichung gegenübersteht</translation>
  </message>
  <message>
   <source>Nothing was exported.</source>
   <translation>Es wurde nichts exportiert.</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Zahl</translation>
  </message>
  <message>
   <source>Number of elements of all parameters.</source>
   <extracomment>from the backend</extracomment>
   <translation>Zahl der Elemente aller Parameter.</translation>
  </message>
  <message>
   <source>Number of threads</source>
   <extracomment>from the backend</extracomment>
   <translation>Zahl der Threads</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>Zahlen</translation>
  </message>
  <message>
   <source>Numbers of both studies</source>
   <translation>Zahlen beider Studien</translation>
  </message>
  <message>
   <source>Numbers that stand for one token between layers</source>
   <translation>Zahlen, die zwischen den Schichten für ein Token stehen</translation>
  </message>
  <message>
   <source>Of it</source>
   <translation>Davon</translation>
  </message>
  <message>
   <source>Of {able} claims that can be compared: {parts}.</source>
   <translation>Von {able} vergleichbaren Aussagen: {parts}.</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Ein</translation>
  </message>
  <message>
   <source>On disk</source>
   <translation>Auf der Platte</translation>
  </message>
  <message>
   <source>On held-out text that ships with the program, or on yours.</source>
   <translation>An zurückgehaltenem Text, der mit dem Programm kommt, oder an Ihrem.</translation>
  </message>
  <message>
   <source>On the front</source>
   <translation>Auf der Front</translation>
  </message>
  <message>
   <source>On the front with a probability of {share}.</source>
   <translation>Mit einer Wahrscheinlichkeit von {share} auf der Front.</translation>
  </message>
  <message>
   <source>One of the two studies cannot be read.</source>
   <translation>Eine der beiden Studien kann nicht gelesen werden.</translation>
  </message>
  <message>
   <source>One page with charts that opens anywhere, without a network.</source>
   <translation>Eine Seite mit Diagrammen, die überall ohne Netz öffnet.</translation>
  </message>
  <message>
   <source>One row for every metric of every recipe, for a spreadsheet.</source>
   <translation>Eine Zeile für jede Messgröße jedes Rezepts, für eine Tabellenkalkulation.</translation>
  </message>
  <message>
   <source>Only the first {n} are opened.</source>
   <translation>Nur die ersten {n} werden geöffnet.</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open a model</source>
   <translation>Modell öffnen</translation>
  </message>
  <message>
   <source>Open a model first; what can be measured depends on its task.</source>
   <translation>Öffnen Sie erst ein Modell; was gemessen werden kann, hängt von seiner Art ab.</translation>
  </message>
  <message>
   <source>Open a model folder: what it is made of, where its bytes are and whether it fits into memory is read from its files without loading it.</source>
   <translation>Öffnen Sie einen Modellordner: woraus es besteht, wo seine Bytes sind und ob es in den Speicher passt, wird aus seinen Dateien gelesen, ohne es zu laden.</translation>
  </message>
  <message>
   <source>Open a model to run a study.</source>
   <translation>Öffnen Sie ein Modell, um eine Studie zu messen.</translation>
  </message>
  <message>
   <source>Open a study</source>
   <translation>Studie öffnen</translation>
  </message>
  <message>
   <source>Open a study folder</source>
   <translation>Studienordner öffnen</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <source>Open it again</source>
   <translation>Wieder öffnen</translation>
  </message>
  <message>
   <source>Open its settings on the Techniques page.</source>
   <translation>Öffnen Sie ihre Einstellungen auf der Seite Techniken.</translation>
  </message>
  <message>
   <source>Open model folder…</source>
   <translation>Modellordner öffnen …</translation>
  </message>
  <message>
   <source>Open studies</source>
   <translation>Offene Studien</translation>
  </message>
  <message>
   <source>Open study file…</source>
   <translation>Studiendatei öffnen …</translation>
  </message>
  <message>
   <source>Open study folder…</source>
   <translation>Studienordner öffnen …</translation>
  </message>
  <message>
   <source>Open study…</source>
   <translation>Studie öffnen …</translation>
  </message>
  <message>
   <source>Open the built-in language model</source>
   <translation>Eingebautes Sprachmodell öffnen</translation>
  </message>
  <message>
   <source>Open the closed tab again</source>
   <translation>Geschlossenen Tab wieder öffnen</translation>
  </message>
  <message>
   <source>Optimizer state</source>
   <extracomment>from the backend</extracomment>
   <translation>Optimiererzustand</translation>
  </message>
  <message>
   <source>Order statistic (nearest rank) over all calls.</source>
   <extracomment>from the backend</extracomment>
   <translation>Ordnungsstatistik (nächster Rang) über alle Aufrufe.</translation>
  </message>
  <message>
   <source>Order statistic (nearest rank) over all calls; shown from 130 calls up.</source>
   <extracomment>from the backend</extracomment>
   <translation>Ordnungsstatistik (nächster Rang) über alle Aufrufe; gezeigt ab 130 Aufrufen.</translation>
  </message>
  <message>
   <source>Order statistic (nearest rank) over all calls; shown from 64 calls up.</source>
   <extracomment>from the backend</extracomment>
   <translation>Ordnungsstatistik (nächster Rang) über alle Aufrufe; gezeigt ab 64 Aufrufen.</translation>
  </message>
  <message>
   <source>Order statistic (nearest rank) over all calls; shown from 662 calls up.</source>
   <extracomment>from the backend</extracomment>
   <translation>Ordnungsstatistik (nächster Rang) über alle Aufrufe; gezeigt ab 662 Aufrufen.</translation>
  </message>
  <message>
   <source>Order statistic (nearest rank) over all calls; shown from 6636 calls up.</source>
   <extracomment>from the backend</extracomment>
   <translation>Ordnungsstatistik (nächster Rang) über alle Aufrufe; gezeigt ab 6636 Aufrufen.</translation>
  </message>
  <message>
   <source>Other</source>
   <translation>Anderes</translation>
  </message>
  <message>
   <source>Other programs took {share} of one core.</source>
   <translation>Andere Programme nahmen {share} eines Kerns.</translation>
  </message>
  <message>
   <source>Output head</source>
   <translation>Ausgabekopf</translation>
  </message>
  <message>
   <source>Output length</source>
   <extracomment>from the backend</extracomment>
   <translation>Ausgabelänge</translation>
  </message>
  <message>
   <source>Outputs beside the baseline's</source>
   <translation>Ausgaben neben denen des Ausgangsmodells</translation>
  </message>
  <message>
   <source>Outputs side by side</source>
   <translation>Ausgaben nebeneinander</translation>
  </message>
  <message>
   <source>Outside modules</source>
   <translation>Außerhalb der Module</translation>
  </message>
  <message>
   <source>PSS of the process after the warm-up: pages shared with other processes count in proportion.</source>
   <extracomment>from the backend</extracomment>
   <translation>PSS des Prozesses nach dem Aufwärmen: mit anderen Prozessen geteilte Seiten zählen anteilig.</translation>
  </message>
  <message>
   <source>Page</source>
   <comment>menu</comment>
   <translation>Seite</translation>
  </message>
  <message>
   <source>Page {text}</source>
   <translation>Seite {text}</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Pages to print or to send, with text that can be searched.</source>
   <translation>Seiten zum Drucken oder Versenden, mit durchsuchbarem Text.</translation>
  </message>
  <message>
   <source>Paper</source>
   <translation>Veröffentlichung</translation>
  </message>
  <message>
   <source>Parallel coordinates</source>
   <translation>Parallele Koordinaten</translation>
  </message>
  <message>
   <source>Parameter</source>
   <translation>Parameter</translation>
  </message>
  <message>
   <source>Parameter to sweep</source>
   <translation>Zu variierender Parameter</translation>
  </message>
  <message>
   <source>Parameters</source>
   <translation>Parameter</translation>
  </message>
  <message>
   <source>Part</source>
   <translation>Teil</translation>
  </message>
  <message>
   <source>Parts of one trial</source>
   <translation>Teile eines Versuchs</translation>
  </message>
  <message>
   <source>Parts of the model</source>
   <translation>Teile des Modells</translation>
  </message>
  <message>
   <source>Parts of the model with time, FLOPs and bytes</source>
   <translation>Teile des Modells mit Zeit, FLOPs und Bytes</translation>
  </message>
  <message>
   <source>Pattern</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Muster</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <source>Pause or go on</source>
   <translation>Anhalten oder fortfahren</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <source>Peak device memory</source>
   <extracomment>from the backend</extracomment>
   <translation>Spitze des Gerätespeichers</translation>
  </message>
  <message>
   <source>Peak memory</source>
   <extracomment>from the backend</extracomment>
   <translation>Spitzenspeicher</translation>
  </message>
  <message>
   <source>Peak memory above floor</source>
   <extracomment>from the backend</extracomment>
   <translation>Spitzenspeicher über dem Grundspeicher</translation>
  </message>
  <message>
   <source>Peak memory of applying</source>
   <extracomment>from the backend</extracomment>
   <translation>Spitzenspeicher beim Anwenden</translation>
  </message>
  <message>
   <source>Peak memory of loading</source>
   <extracomment>from the backend</extracomment>
   <translation>Spitzenspeicher beim Laden</translation>
  </message>
  <message>
   <source>Peak memory of training</source>
   <extracomment>from the backend</extracomment>
   <translation>Spitzenspeicher des Trainings</translation>
  </message>
  <message>
   <source>Peak of the allocator of the accelerator inside a turn.</source>
   <extracomment>from the backend</extracomment>
   <translation>Spitze des Allokators des Beschleunigers in einem Durchgang.</translation>
  </message>
  <message>
   <source>Peak that was predicted from config and headers before anything was loaded: memory.peak, or on a GPU memory.device_process; an estimate with the bounds of its error.</source>
   <extracomment>from the backend</extracomment>
   <translation>Spitze, die aus Konfiguration und Kopfdaten vorhergesagt wurde, bevor etwas geladen war: memory.peak, auf einer GPU memory.device_process; eine Schätzung mit den Grenzen ihres Fehlers.</translation>
  </message>
  <message>
   <source>Perplexity</source>
   <extracomment>from the backend</extracomment>
   <translation>Perplexität</translation>
  </message>
  <message>
   <source>Phase</source>
   <translation>Phase</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Darstellung</translation>
  </message>
  <message>
   <source>Plots are drawn once a second while something is timed.</source>
   <translation>Diagramme werden einmal je Sekunde gezeichnet, solange Zeiten gemessen werden.</translation>
  </message>
  <message>
   <source>Plots are drawn ten times a second, which may disturb what is measured.</source>
   <translation>Diagramme werden zehnmal je Sekunde gezeichnet, was die Messung stören kann.</translation>
  </message>
  <message>
   <source>Points</source>
   <translation>Punkte</translation>
  </message>
  <message>
   <source>Pointwise</source>
   <translation>Elementweise</translation>
  </message>
  <message>
   <source>Pooling</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Pooling</translation>
  </message>
  <message>
   <source>Power</source>
   <translation>Leistung</translation>
  </message>
  <message>
   <source>Power and energy are not available: {why}.</source>
   <translation>Leistung und Energie sind nicht verfügbar: {why}.</translation>
  </message>
  <message>
   <source>Precision</source>
   <comment>parameter</comment>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>Predicted peak memory</source>
   <extracomment>from the backend</extracomment>
   <translation>Vorhergesagter Spitzenspeicher</translation>
  </message>
  <message>
   <source>Prefill</source>
   <translation>Prefill</translation>
  </message>
  <message>
   <source>Prefill throughput</source>
   <extracomment>from the backend</extracomment>
   <translation>Prefill-Durchsatz</translation>
  </message>
  <message>
   <source>Presets…</source>
   <translation>Vorlagen …</translation>
  </message>
  <message>
   <source>Preview of the report</source>
   <translation>Vorschau des Berichts</translation>
  </message>
  <message>
   <source>Previous tab</source>
   <translation>Voriger Tab</translation>
  </message>
  <message>
   <source>Processor</source>
   <comment>of a model's input</comment>
   <translation>Vorverarbeitung</translation>
  </message>
  <message>
   <source>Processor {load}, {state}   ·   {free}</source>
   <translation>Prozessor {load}, {state}   ·   {free}</translation>
  </message>
  <message>
   <source>Processor, libraries and the hashes of the model's files</source>
   <translation>Prozessor, Bibliotheken und Prüfsummen der Modelldateien</translation>
  </message>
  <message>
   <source>Progress of the study</source>
   <translation>Fortschritt der Studie</translation>
  </message>
  <message>
   <source>Prompt</source>
   <translation>Prompt</translation>
  </message>
  <message>
   <source>Prompt</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Prompt</translation>
  </message>
  <message>
   <source>Prompt lookup decoding</source>
   <extracomment>from the backend</extracomment>
   <translation>Dekodieren durch Nachschlagen im Prompt</translation>
  </message>
  <message>
   <source>Prompt tokens x batch / mean time to first token of the turn.</source>
   <extracomment>from the backend</extracomment>
   <translation>Prompt-Token x Stapel / mittlere Zeit bis zum ersten Token des Durchgangs.</translation>
  </message>
  <message>
   <source>Proportional memory</source>
   <extracomment>from the backend</extracomment>
   <translation>Anteiliger Speicher</translation>
  </message>
  <message>
   <source>Proposes tokens copied from earlier in the text and verifies them in one step; no draft model, and the text stays what greedy decoding gives.</source>
   <extracomment>from the backend</extracomment>
   <translation>Schlägt Token vor, die weiter vorn im Text stehen, und prüft sie in einem Schritt; kein Entwurfsmodell, und der Text bleibt der des gierigen Dekodierens.</translation>
  </message>
  <message>
   <source>Protocol</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>Protocol</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>Pruning</source>
   <translation>Beschneiden</translation>
  </message>
  <message>
   <source>Put recipes together on the Techniques page and press Run. What they do to latency, memory, energy and quality appears here while it is measured.</source>
   <translation>Stellen Sie auf der Seite Techniken Rezepte zusammen und starten Sie die Studie. Was sie mit Latenz, Speicher, Energie und Qualität machen, erscheint hier, während es gemessen wird.</translation>
  </message>
  <message>
   <source>Put {title} on the workbench</source>
   <translation>{title} auf die Werkbank legen</translation>
  </message>
  <message>
   <source>Python and tracer</source>
   <translation>Python und Aufzeichnung</translation>
  </message>
  <message>
   <source>Python of its hooks or layers adds {1} of its traced {2}, in which no operator runs</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Python seiner Haken oder Schichten fügt {1} seiner aufgezeichneten {2} hinzu, in denen kein Operator läuft</translation>
  </message>
  <message>
   <source>Quality</source>
   <translation>Qualität</translation>
  </message>
  <message>
   <source>Quality fell: {1}.</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Die Qualität sank: {1}.</translation>
  </message>
  <message>
   <source>Quality is checked after the timed rounds.</source>
   <translation>Die Qualität wird nach den gemessenen Runden geprüft.</translation>
  </message>
  <message>
   <source>Quality on a task of lm-eval whose data lie on this machine; needs the library lm-eval</source>
   <translation>Qualität an einer Aufgabe von lm-eval, deren Daten auf diesem Rechner liegen; braucht die Bibliothek lm-eval</translation>
  </message>
  <message>
   <source>Quality: how well the model predicts text it has not seen</source>
   <translation>Qualität: wie gut das Modell Text vorhersagt, den es nicht kennt</translation>
  </message>
  <message>
   <source>Quantization</source>
   <translation>Quantisierung</translation>
  </message>
  <message>
   <source>Quantized KV cache (KIVI)</source>
   <extracomment>from the backend</extracomment>
   <translation>Quantisierter KV-Cache (KIVI)</translation>
  </message>
  <message>
   <source>Queueing delay</source>
   <extracomment>from the backend</extracomment>
   <translation>Wartezeit</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>R</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>R</translation>
  </message>
  <message>
   <source>Rank</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Rang</translation>
  </message>
  <message>
   <source>Ranking accuracy</source>
   <extracomment>from the backend</extracomment>
   <translation>Ranggenauigkeit</translation>
  </message>
  <message>
   <source>Ranking accuracy, per token</source>
   <extracomment>from the backend</extracomment>
   <translation>Ranggenauigkeit je Token</translation>
  </message>
  <message>
   <source>Rate</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Rate</translation>
  </message>
  <message>
   <source>Ratio</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Anteil</translation>
  </message>
  <message>
   <source>Read the trade-off</source>
   <translation>Abwägung ablesen</translation>
  </message>
  <message>
   <source>Reading</source>
   <translation>Wird gelesen</translation>
  </message>
  <message>
   <source>Reading the studies …</source>
   <translation>Die Studien werden gelesen …</translation>
  </message>
  <message>
   <source>Reading {name} …</source>
   <translation>{name} wird gelesen …</translation>
  </message>
  <message>
   <source>Ready</source>
   <translation>Bereit</translation>
  </message>
  <message>
   <source>Real changes</source>
   <translation>Gesicherte Änderungen</translation>
  </message>
  <message>
   <source>Recent models</source>
   <translation>Letzte Modelle</translation>
  </message>
  <message>
   <source>Recent studies</source>
   <translation>Letzte Studien</translation>
  </message>
  <message>
   <source>Recipe</source>
   <translation>Rezept</translation>
  </message>
  <message>
   <source>Recipe to export</source>
   <translation>Zu exportierendes Rezept</translation>
  </message>
  <message>
   <source>Recipes</source>
   <translation>Rezepte</translation>
  </message>
  <message>
   <source>Recipes of this study</source>
   <translation>Rezepte dieser Studie</translation>
  </message>
  <message>
   <source>Recipes that are predicted to need half the weights and cache, or less</source>
   <translation>Rezepte, die voraussichtlich höchstens die Hälfte an Gewichten und Cache brauchen</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <source>Redo {what}</source>
   <translation>Wiederholen: {what}</translation>
  </message>
  <message>
   <source>Reduced motion</source>
   <translation>Verringerte Bewegung</translation>
  </message>
  <message>
   <source>Reduction</source>
   <translation>Reduktion</translation>
  </message>
  <message>
   <source>Remove from recipe</source>
   <translation>Aus dem Rezept entfernen</translation>
  </message>
  <message>
   <source>Remove trial {title}</source>
   <translation>Versuch {title} entfernen</translation>
  </message>
  <message>
   <source>Remove {title}</source>
   <translation>{title} entfernen</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Rename the study</source>
   <translation>Studie umbenennen</translation>
  </message>
  <message>
   <source>Rename…</source>
   <translation>Umbenennen …</translation>
  </message>
  <message>
   <source>Replay requests</source>
   <translation>Anfragen wiedergeben</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>Report and export</source>
   <translation>Bericht und Export</translation>
  </message>
  <message>
   <source>Reports are written in English.</source>
   <translation>Berichte werden auf Englisch geschrieben.</translation>
  </message>
  <message>
   <source>Request throughput</source>
   <extracomment>from the backend</extracomment>
   <translation>Anfragendurchsatz</translation>
  </message>
  <message>
   <source>Requests</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Anfragen</translation>
  </message>
  <message>
   <source>Requests answered / time from the first arrival to the last answer.</source>
   <extracomment>from the backend</extracomment>
   <translation>Beantwortete Anfragen / Zeit von der ersten Ankunft bis zur letzten Antwort.</translation>
  </message>
  <message>
   <source>Requests in time</source>
   <extracomment>from the backend</extracomment>
   <translation>Rechtzeitige Anfragen</translation>
  </message>
  <message>
   <source>Requests that met every latency target of the workload / requests.</source>
   <extracomment>from the backend</extracomment>
   <translation>Anfragen, die jedes Latenzziel der Aufgabe einhielten / Anfragen.</translation>
  </message>
  <message>
   <source>Requests that met every latency target of the workload / time (inside the calls, or from first arrival to last answer).</source>
   <extracomment>from the backend</extracomment>
   <translation>Anfragen, die jedes Latenzziel der Aufgabe einhielten / Zeit (in den Aufrufen oder von der ersten Ankunft bis zur letzten Antwort).</translation>
  </message>
  <message>
   <source>Requests waiting, averaged over time: sum of queueing delays / time from the first arrival to the last answer.</source>
   <extracomment>from the backend</extracomment>
   <translation>Wartende Anfragen, über die Zeit gemittelt: Summe der Wartezeiten / Zeit von der ersten Ankunft bis zur letzten Antwort.</translation>
  </message>
  <message>
   <source>Reserved device memory</source>
   <extracomment>from the backend</extracomment>
   <translation>Reservierter Gerätespeicher</translation>
  </message>
  <message>
   <source>Resident memory (RSS) after the imports, before the model is loaded.</source>
   <extracomment>from the backend</extracomment>
   <translation>Residenter Speicher (RSS) nach den Importen, bevor das Modell geladen wird.</translation>
  </message>
  <message>
   <source>Resident memory at the end of a turn that is mapped from files (weights, libraries), which the system can drop.</source>
   <extracomment>from the backend</extracomment>
   <translation>Residenter Speicher am Ende eines Durchgangs, der aus Dateien eingeblendet ist (Gewichte, Bibliotheken) und den das System verwerfen kann.</translation>
  </message>
  <message>
   <source>Resident memory of the processes that the worker started; part of memory.peak.</source>
   <extracomment>from the backend</extracomment>
   <translation>Residenter Speicher der Prozesse, die der Arbeitsprozess gestartet hat; Teil von memory.peak.</translation>
  </message>
  <message>
   <source>Reuse</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Wiederverwenden</translation>
  </message>
  <message>
   <source>Roofline</source>
   <translation>Roofline</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Messung</translation>
  </message>
  <message>
   <source>Run</source>
   <comment>page</comment>
   <translation>Messung</translation>
  </message>
  <message>
   <source>Run a study or open one. Its numbers, charts and method become a page that you can share.</source>
   <translation>Messen oder öffnen Sie eine Studie. Ihre Zahlen, Diagramme und Verfahren werden eine Seite, die Sie weitergeben können.</translation>
  </message>
  <message>
   <source>Run a study or open one: any two of its metrics stand here against each other, with intervals.</source>
   <translation>Messen oder öffnen Sie eine Studie: je zwei ihrer Messgrößen stehen sich hier mit Intervallen gegenüber.</translation>
  </message>
  <message>
   <source>Run a study or open one: each claim of the papers behind its recipes stands here beside what was measured.</source>
   <translation>Messen oder öffnen Sie eine Studie: jede Aussage der Veröffentlichungen hinter ihren Rezepten steht hier neben dem Gemessenen.</translation>
  </message>
  <message>
   <source>Run a study or open one: its modules and operators stand here with their time, FLOPs and bytes.</source>
   <translation>Messen oder öffnen Sie eine Studie: ihre Module und Operatoren stehen hier mit Zeit, FLOPs und Bytes.</translation>
  </message>
  <message>
   <source>Run it afterwards</source>
   <translation>Danach messen</translation>
  </message>
  <message>
   <source>Run page</source>
   <translation>Seite Messung</translation>
  </message>
  <message>
   <source>Run paretoscope meter on the host and give its address in the study's settings, or allow estimates there.</source>
   <translation>Starten Sie „paretoscope meter“ auf dem Host und geben Sie seine Adresse in den Einstellungen der Studie an, oder lassen Sie dort Schätzungen zu.</translation>
  </message>
  <message>
   <source>Run study</source>
   <translation>Studie messen</translation>
  </message>
  <message>
   <source>Running</source>
   <translation>Läuft</translation>
  </message>
  <message>
   <source>Runs the model in float32, bfloat16 or float16: half the bytes, or twice, at the speed that this processor has for the type.</source>
   <extracomment>from the backend</extracomment>
   <translation>Führt das Modell in float32, bfloat16 oder float16 aus: halb so viele Bytes oder doppelt so viele, so schnell, wie dieser Prozessor mit dem Typ ist.</translation>
  </message>
  <message>
   <source>Runtime</source>
   <translation>Laufzeit</translation>
  </message>
  <message>
   <source>Same nearest passage</source>
   <extracomment>from the backend</extracomment>
   <translation>Gleiche nächste Textstelle</translation>
  </message>
  <message>
   <source>Sample throughput</source>
   <extracomment>from the backend</extracomment>
   <translation>Beispieldurchsatz</translation>
  </message>
  <message>
   <source>Samples</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Beispiele</translation>
  </message>
  <message>
   <source>Samples classified / time of their calls in the turn.</source>
   <extracomment>from the backend</extracomment>
   <translation>Eingeordnete Beispiele / Zeit ihrer Aufrufe im Durchgang.</translation>
  </message>
  <message>
   <source>Save all charts…</source>
   <translation>Alle Diagramme speichern …</translation>
  </message>
  <message>
   <source>Save as PNG…</source>
   <translation>Als PNG speichern …</translation>
  </message>
  <message>
   <source>Save as SVG…</source>
   <translation>Als SVG speichern …</translation>
  </message>
  <message>
   <source>Save as {kind}…</source>
   <translation>Als {kind} speichern …</translation>
  </message>
  <message>
   <source>Save report…</source>
   <translation>Bericht speichern …</translation>
  </message>
  <message>
   <source>Save study as…</source>
   <translation>Studie speichern unter …</translation>
  </message>
  <message>
   <source>Save the chart</source>
   <translation>Diagramm speichern</translation>
  </message>
  <message>
   <source>Save the picture</source>
   <translation>Bild speichern</translation>
  </message>
  <message>
   <source>Save the plot</source>
   <translation>Diagramm speichern</translation>
  </message>
  <message>
   <source>Save the report</source>
   <translation>Bericht speichern</translation>
  </message>
  <message>
   <source>Save the report…</source>
   <translation>Bericht speichern …</translation>
  </message>
  <message>
   <source>Save the study</source>
   <translation>Studie speichern</translation>
  </message>
  <message>
   <source>Saved activations</source>
   <extracomment>from the backend</extracomment>
   <translation>Gemerkte Aktivierungen</translation>
  </message>
  <message>
   <source>Saved as {path}</source>
   <translation>Gespeichert als {path}</translation>
  </message>
  <message>
   <source>Score held-out text</source>
   <translation>Zurückgehaltenen Text bewerten</translation>
  </message>
  <message>
   <source>Search techniques</source>
   <translation>Techniken suchen</translation>
  </message>
  <message>
   <source>Second</source>
   <translation>Zweite</translation>
  </message>
  <message>
   <source>Second study</source>
   <translation>Zweite Studie</translation>
  </message>
  <message>
   <source>Sections</source>
   <translation>Abschnitte</translation>
  </message>
  <message>
   <source>See</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Sehen</translation>
  </message>
  <message>
   <source>See trade-offs</source>
   <translation>Abwägung ansehen</translation>
  </message>
  <message>
   <source>See what each efficiency technique really does to your model, on this machine.</source>
   <translation>Sehen Sie, was jede Effizienztechnik mit Ihrem Modell auf diesem Rechner wirklich macht.</translation>
  </message>
  <message>
   <source>See what happened</source>
   <translation>Ansehen, was geschah</translation>
  </message>
  <message>
   <source>Seed</source>
   <comment>parameter</comment>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Select a claim to see its paper and its setting.</source>
   <translation>Wählen Sie eine Aussage, um Veröffentlichung und Umstände zu sehen.</translation>
  </message>
  <message>
   <source>Select a failed one to see why.</source>
   <translation>Wählen Sie ein gescheitertes aus, um den Grund zu sehen.</translation>
  </message>
  <message>
   <source>Select a number to see its history.</source>
   <translation>Wählen Sie eine Zahl, um ihren Verlauf zu sehen.</translation>
  </message>
  <message>
   <source>Select a recipe in the plot or the table to see what it did.</source>
   <translation>Wählen Sie im Diagramm oder in der Tabelle ein Rezept, um seine Wirkung zu sehen.</translation>
  </message>
  <message>
   <source>Select a recipe that was measured, of a model that writes text, in a stored study.</source>
   <translation>Wählen Sie in einer gespeicherten Studie ein gemessenes Rezept eines Modells, das Text schreibt.</translation>
  </message>
  <message>
   <source>Selected</source>
   <translation>Gewählt</translation>
  </message>
  <message>
   <source>Separate them by commas.</source>
   <translation>Trennen Sie sie durch Kommas.</translation>
  </message>
  <message>
   <source>Separate them by semicolons.</source>
   <translation>Trennen Sie sie durch Semikolons.</translation>
  </message>
  <message>
   <source>Set {name} back to {default}</source>
   <translation>{name} auf {default} zurücksetzen</translation>
  </message>
  <message>
   <source>Set {name} to {value}</source>
   <translation>{name} auf {value} setzen</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Settings of: {title}</source>
   <translation>Einstellungen von: {title}</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Anteil</translation>
  </message>
  <message>
   <source>Share of items answered correctly.</source>
   <extracomment>from the backend</extracomment>
   <translation>Anteil richtig beantworteter Elemente.</translation>
  </message>
  <message>
   <source>Share of items that were right at the baseline and are wrong here, or the other way round.</source>
   <extracomment>from the backend</extracomment>
   <translation>Anteil der Elemente, die beim Ausgangsmodell richtig waren und hier falsch sind, oder umgekehrt.</translation>
  </message>
  <message>
   <source>Share of passages whose nearest other passage, by the cosine of their vectors, is the baseline's: what a search over these vectors would notice.</source>
   <extracomment>from the backend</extracomment>
   <translation>Anteil der Textstellen, deren nächste andere nach dem Kosinus ihrer Vektoren die des Ausgangsmodells ist: was eine Suche über diese Vektoren merken würde.</translation>
  </message>
  <message>
   <source>Share of preference pairs whose chosen answer is more likely after the prompt than the rejected one: log P(chosen) &gt; log P(rejected), summed over tokens.</source>
   <extracomment>from the backend</extracomment>
   <translation>Anteil der Präferenzpaare, deren bevorzugte Antwort nach dem Prompt wahrscheinlicher ist als die verworfene: log P(bevorzugt) &gt; log P(verworfen), über Token summiert.</translation>
  </message>
  <message>
   <source>Share of proposed draft tokens that the model accepted.</source>
   <extracomment>from the backend</extracomment>
   <translation>Anteil vorgeschlagener Entwurfs-Token, die das Modell annahm.</translation>
  </message>
  <message>
   <source>Share of scored tokens (or items) whose most likely answer is the baseline's.</source>
   <extracomment>from the backend</extracomment>
   <translation>Anteil bewerteter Token (oder Elemente), deren wahrscheinlichste Antwort die des Ausgangsmodells ist.</translation>
  </message>
  <message>
   <source>Share of the answers behind quality.output_length that ended by themselves before the limit of 64 tokens.</source>
   <extracomment>from the backend</extracomment>
   <translation>Anteil der Antworten hinter quality.output_length, die vor der Grenze von 64 Token von selbst endeten.</translation>
  </message>
  <message>
   <source>Sharpness</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Schärfe</translation>
  </message>
  <message>
   <source>Shots</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Vorbeispiele</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>Alles zeigen</translation>
  </message>
  <message>
   <source>Show as table</source>
   <translation>Als Tabelle zeigen</translation>
  </message>
  <message>
   <source>Show claims: {what}</source>
   <translation>Aussagen zeigen: {what}</translation>
  </message>
  <message>
   <source>Show it</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Side by side</source>
   <translation>Nebeneinander</translation>
  </message>
  <message>
   <source>Side by side{own}</source>
   <translation>Nebeneinander{own}</translation>
  </message>
  <message>
   <source>Side by side…</source>
   <translation>Nebeneinander …</translation>
  </message>
  <message>
   <source>Similarity to the baseline's answers</source>
   <extracomment>from the backend</extracomment>
   <translation>Ähnlichkeit mit den Antworten des Ausgangsmodells</translation>
  </message>
  <message>
   <source>Sinks</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Senken</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Size and colour</source>
   <translation>Größe und Farbe</translation>
  </message>
  <message>
   <source>Size of the marks</source>
   <translation>Größe der Marken</translation>
  </message>
  <message>
   <source>Size: {metric}, from {low} to {high}.</source>
   <translation>Größe: {metric}, von {low} bis {high}.</translation>
  </message>
  <message>
   <source>Skip recipe</source>
   <translation>Rezept überspringen</translation>
  </message>
  <message>
   <source>Skip the present trial</source>
   <translation>Laufenden Versuch überspringen</translation>
  </message>
  <message>
   <source>Sleep</source>
   <translation>Ruhezustand</translation>
  </message>
  <message>
   <source>Small Llama-style model with its own evaluation text</source>
   <translation>Kleines Modell nach Art von Llama mit eigenem Prüftext</translation>
  </message>
  <message>
   <source>Small vision transformer that reads handwritten digits</source>
   <translation>Kleiner Vision-Transformer, der handgeschriebene Ziffern liest</translation>
  </message>
  <message>
   <source>Smaller text</source>
   <translation>Kleinerer Text</translation>
  </message>
  <message>
   <source>SnapKV eviction</source>
   <extracomment>from the backend</extracomment>
   <translation>SnapKV-Verdrängung</translation>
  </message>
  <message>
   <source>Some recipes failed; the others are stored.</source>
   <translation>Einige Rezepte sind gescheitert; die anderen sind gespeichert.</translation>
  </message>
  <message>
   <source>Something went wrong inside the window.</source>
   <translation>Im Fenster ist etwas schiefgegangen.</translation>
  </message>
  <message>
   <source>Sparsity</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Dünnbesetzung</translation>
  </message>
  <message>
   <source>Speed</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Geschwindigkeit</translation>
  </message>
  <message>
   <source>Speed and accuracy on labelled examples</source>
   <translation>Geschwindigkeit und Genauigkeit an bekannten Beispielen</translation>
  </message>
  <message>
   <source>Speed and memory can be measured with random weights; quality cannot.</source>
   <translation>Geschwindigkeit und Speicher lassen sich mit Zufallsgewichten messen, Qualität nicht.</translation>
  </message>
  <message>
   <source>Speed of reading a prompt and writing new tokens</source>
   <translation>Geschwindigkeit beim Lesen eines Prompts und Schreiben neuer Token</translation>
  </message>
  <message>
   <source>Speed, and how far the vectors move from the baseline's</source>
   <translation>Geschwindigkeit, und wie weit die Vektoren von denen des Ausgangsmodells abrücken</translation>
  </message>
  <message>
   <source>Speed, memory, energy and quality, each with its interval.</source>
   <translation>Geschwindigkeit, Speicher, Energie und Qualität, jeweils mit Intervall.</translation>
  </message>
  <message>
   <source>Sprache Deutsch</source>
   <translation>language German</translation>
  </message>
  <message>
   <source>Sprache Englisch</source>
   <translation>language English</translation>
  </message>
  <message>
   <source>Sprache langue English Deutsch</source>
   <translation>language langue English Deutsch</translation>
  </message>
  <message>
   <source>Spread</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Streuung</translation>
  </message>
  <message>
   <source>Spreads each operation over the given number of processor threads.</source>
   <extracomment>from the backend</extracomment>
   <translation>Verteilt jede Operation auf die angegebene Zahl von Prozessor-Threads.</translation>
  </message>
  <message>
   <source>Stack techniques</source>
   <translation>Techniken stapeln</translation>
  </message>
  <message>
   <source>Stack techniques here. They are put in the order of their stages; an empty recipe is the baseline, which is always measured.</source>
   <translation>Stapeln Sie hier Techniken. Sie werden nach ihren Stufen geordnet; ein leeres Rezept ist das Ausgangsmodell, das immer gemessen wird.</translation>
  </message>
  <message>
   <source>Stage</source>
   <translation>Stufe</translation>
  </message>
  <message>
   <source>Stages, and the rules on the cards, order the stack.</source>
   <translation>Stufen und die Regeln auf den Karten ordnen den Stapel.</translation>
  </message>
  <message>
   <source>Standing</source>
   <translation>Stand</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Start</translation>
  </message>
  <message>
   <source>Start page</source>
   <translation>Startseite</translation>
  </message>
  <message>
   <source>Starting</source>
   <translation>Startet</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>State of the machine</source>
   <translation>Zustand des Rechners</translation>
  </message>
  <message>
   <source>Stay here</source>
   <translation>Hier bleiben</translation>
  </message>
  <message>
   <source>Step time</source>
   <translation>Schrittzeit</translation>
  </message>
  <message>
   <source>Step {n} of {all}: {title}</source>
   <translation>Schritt {n} von {all}: {title}</translation>
  </message>
  <message>
   <source>Step {place} of {count}, stage {stage}</source>
   <translation>Schritt {place} von {count}, Stufe {stage}</translation>
  </message>
  <message>
   <source>Steps</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <source>Stop it</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Stop the study</source>
   <translation>Studie stoppen</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Gestoppt</translation>
  </message>
  <message>
   <source>Stopped.</source>
   <translation>Gestoppt.</translation>
  </message>
  <message>
   <source>Stopping</source>
   <translation>Wird gestoppt</translation>
  </message>
  <message>
   <source>Stops after {time}.</source>
   <translation>Endet nach {time}.</translation>
  </message>
  <message>
   <source>Stored</source>
   <translation>Gespeichert</translation>
  </message>
  <message>
   <source>Stored as</source>
   <translation>Gespeichert als</translation>
  </message>
  <message>
   <source>Stored size</source>
   <extracomment>from the backend</extracomment>
   <translation>Gespeicherte Größe</translation>
  </message>
  <message>
   <source>Stores all but the most recent keys and values in 8, 4 or 2 bits, so that the cache shrinks; each step unpacks them, which costs time.</source>
   <extracomment>from the backend</extracomment>
   <translation>Speichert alle außer den neuesten Schlüsseln und Werten in 8, 4 oder 2 Bit, sodass der Cache schrumpft; jeder Schritt packt sie aus, was Zeit kostet.</translation>
  </message>
  <message>
   <source>Stride</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Schrittweite</translation>
  </message>
  <message>
   <source>Structure</source>
   <translation>Struktur</translation>
  </message>
  <message>
   <source>Studies</source>
   <translation>Studien</translation>
  </message>
  <message>
   <source>Studies of this machine</source>
   <translation>Studien dieses Rechners</translation>
  </message>
  <message>
   <source>Study</source>
   <translation>Studie</translation>
  </message>
  <message>
   <source>Study (*.toml)</source>
   <translation>Studie (*.toml)</translation>
  </message>
  <message>
   <source>Study settings</source>
   <translation>Einstellungen der Studie</translation>
  </message>
  <message>
   <source>Study settings…</source>
   <translation>Einstellungen der Studie …</translation>
  </message>
  <message>
   <source>Sum of negative log-likelihoods / ln 2 / bytes of the scored text, over all items.</source>
   <extracomment>from the backend</extracomment>
   <translation>Summe der negativen Log-Wahrscheinlichkeiten / ln 2 / Bytes des bewerteten Texts, über alle Elemente.</translation>
  </message>
  <message>
   <source>Swap</source>
   <translation>Tauschen</translation>
  </message>
  <message>
   <source>Sweep</source>
   <translation>Wertereihe</translation>
  </message>
  <message>
   <source>Sweep a parameter…</source>
   <translation>Parameter variieren …</translation>
  </message>
  <message>
   <source>Sweep values…</source>
   <translation>Werte variieren …</translation>
  </message>
  <message>
   <source>Switch between light and dark</source>
   <translation>Zwischen hell und dunkel wechseln</translation>
  </message>
  <message>
   <source>System</source>
   <translation>System</translation>
  </message>
  <message>
   <source>System Python</source>
   <translation>System-Python</translation>
  </message>
  <message>
   <source>T</source>
   <comment>count</comment>
   <translation>Bio.</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>Tabelle</translation>
  </message>
  <message>
   <source>Take it back</source>
   <translation>Zurücknehmen</translation>
  </message>
  <message>
   <source>Take it back, or close this message to drop it.</source>
   <translation>Nehmen Sie ihn zurück oder schließen Sie diese Meldung, um ihn zu verwerfen.</translation>
  </message>
  <message>
   <source>Take the first steps</source>
   <translation>Erste Schritte gehen</translation>
  </message>
  <message>
   <source>Taken before the first step.</source>
   <extracomment>from the backend</extracomment>
   <translation>Vor dem ersten Schritt erhoben.</translation>
  </message>
  <message>
   <source>Techniques</source>
   <translation>Techniken</translation>
  </message>
  <message>
   <source>Techniques that promise identical outputs, each alone and together</source>
   <translation>Techniken, die gleiche Ausgaben versprechen, einzeln und zusammen</translation>
  </message>
  <message>
   <source>Techniques that promise lower latency, each alone, and one a stage together</source>
   <translation>Techniken, die kürzere Latenz versprechen, einzeln und je Stufe eine zusammen</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Temperatur</translation>
  </message>
  <message>
   <source>Text</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Text</translation>
  </message>
  <message>
   <source>Text classifier</source>
   <translation>Textklassifikator</translation>
  </message>
  <message>
   <source>Text in its usual size</source>
   <translation>Text in üblicher Größe</translation>
  </message>
  <message>
   <source>Text models</source>
   <translation>Textmodelle</translation>
  </message>
  <message>
   <source>Text quality so far (lower is better)</source>
   <translation>Textqualität bisher (kleiner ist besser)</translation>
  </message>
  <message>
   <source>Text-to-text model</source>
   <translation>Text-zu-Text-Modell</translation>
  </message>
  <message>
   <source>The Python interpreter could not be started: {program}.</source>
   <translation>Der Python-Interpreter konnte nicht gestartet werden: {program}.</translation>
  </message>
  <message>
   <source>The answer could not be read.</source>
   <translation>Die Antwort konnte nicht gelesen werden.</translation>
  </message>
  <message>
   <source>The baseline runs in it</source>
   <translation>Das Ausgangsmodell läuft darin</translation>
  </message>
  <message>
   <source>The benchmark needs the folder that holds the task's YAML and its data.</source>
   <translation>Der Benchmark braucht den Ordner mit der YAML der Aufgabe und ihren Daten.</translation>
  </message>
  <message>
   <source>The benchmark needs the name of a task of lm-eval.</source>
   <translation>Der Benchmark braucht den Namen einer Aufgabe von lm-eval.</translation>
  </message>
  <message>
   <source>The change goes the claimed way, and less far.</source>
   <translation>Die Änderung geht in die behauptete Richtung, aber weniger weit.</translation>
  </message>
  <message>
   <source>The change goes the other way here.</source>
   <translation>Die Änderung geht hier in die andere Richtung.</translation>
  </message>
  <message>
   <source>The check gave no answer that can be read.</source>
   <translation>Die Prüfung gab keine lesbare Antwort.</translation>
  </message>
  <message>
   <source>The export was cancelled; nothing was written.</source>
   <translation>Der Export wurde abgebrochen; es wurde nichts geschrieben.</translation>
  </message>
  <message>
   <source>The first round is not over yet</source>
   <translation>Die erste Runde ist noch nicht vorbei</translation>
  </message>
  <message>
   <source>The fitted law and its charts, where lengths were swept</source>
   <translation>Das angepasste Gesetz und seine Diagramme, wo Längen variiert wurden</translation>
  </message>
  <message>
   <source>The fronts, with the chance of each recipe to be on them</source>
   <translation>Die Fronten, mit der Aussicht jedes Rezepts, auf ihnen zu liegen</translation>
  </message>
  <message>
   <source>The limit</source>
   <translation>Die Grenze</translation>
  </message>
  <message>
   <source>The log may say more.</source>
   <translation>Vielleicht steht im Log mehr.</translation>
  </message>
  <message>
   <source>The log names the place.</source>
   <translation>Das Log nennt die Stelle.</translation>
  </message>
  <message>
   <source>The log names the place; a newer version of that library may help.</source>
   <translation>Das Log nennt die Stelle; eine neuere Version der Bibliothek kann helfen.</translation>
  </message>
  <message>
   <source>The log says more.</source>
   <translation>Im Log steht mehr.</translation>
  </message>
  <message>
   <source>The machine could not be checked. {text} {hint}</source>
   <translation>Der Rechner konnte nicht geprüft werden. {text} {hint}</translation>
  </message>
  <message>
   <source>The machine may have slept or be short of memory. Wait, or stop the study; what was measured is stored.</source>
   <translation>Vielleicht hat der Rechner geschlafen oder zu wenig Speicher. Warten Sie oder stoppen Sie die Studie; was gemessen wurde, ist gespeichert.</translation>
  </message>
  <message>
   <source>The measured change reaches the claim, or its interval holds it.</source>
   <translation>Die gemessene Änderung erreicht die Aussage, oder ihr Intervall enthält sie.</translation>
  </message>
  <message>
   <source>The measurement</source>
   <translation>Die Messung</translation>
  </message>
  <message>
   <source>The measurement did not come to its end. What was measured is stored.</source>
   <translation>Die Messung kam nicht zu ihrem Ende. Was gemessen wurde, ist gespeichert.</translation>
  </message>
  <message>
   <source>The measuring process crashed inside a library.</source>
   <translation>Der messende Prozess ist in einer Bibliothek abgestürzt.</translation>
  </message>
  <message>
   <source>The measuring process ended unexpectedly with code {code}.</source>
   <translation>Der messende Prozess endete unerwartet mit Code {code}.</translation>
  </message>
  <message>
   <source>The measuring process ended with signal {signal}.</source>
   <translation>Der messende Prozess endete mit Signal {signal}.</translation>
  </message>
  <message>
   <source>The measuring process lost access to a file it had mapped, most often because the disk is full.</source>
   <translation>Der messende Prozess verlor den Zugriff auf eine eingeblendete Datei, meist weil die Platte voll ist.</translation>
  </message>
  <message>
   <source>The measuring process met an instruction that this processor does not know.</source>
   <translation>Der messende Prozess traf auf einen Befehl, den dieser Prozessor nicht kennt.</translation>
  </message>
  <message>
   <source>The measuring process stopped itself after an internal error in a library.</source>
   <translation>Der messende Prozess beendete sich nach einem inneren Fehler einer Bibliothek selbst.</translation>
  </message>
  <message>
   <source>The measuring process was asked to end by another program.</source>
   <translation>Der messende Prozess wurde von einem anderen Programm zum Beenden aufgefordert.</translation>
  </message>
  <message>
   <source>The measuring process was ended by the system, most often because no memory was left.</source>
   <translation>Der messende Prozess wurde vom System beendet, meist weil kein Speicher mehr frei war.</translation>
  </message>
  <message>
   <source>The model</source>
   <translation>Das Modell</translation>
  </message>
  <message>
   <source>The model is being exported</source>
   <translation>Das Modell wird exportiert</translation>
  </message>
  <message>
   <source>The model is not there any more</source>
   <translation>Das Modell ist nicht mehr da</translation>
  </message>
  <message>
   <source>The order of these two is fixed.</source>
   <translation>Die Reihenfolge dieser beiden steht fest.</translation>
  </message>
  <message>
   <source>The output head has no weights of its own: it uses the embedding's.</source>
   <translation>Der Ausgabekopf hat keine eigenen Gewichte: er benutzt die der Einbettung.</translation>
  </message>
  <message>
   <source>The outputs must stay identical.</source>
   <translation>Die Ausgaben müssen gleich bleiben.</translation>
  </message>
  <message>
   <source>The page Inside measures them once, under Roofline, while nothing else runs.</source>
   <translation>Die Seite Innenleben misst sie einmal, unter Roofline, während sonst nichts läuft.</translation>
  </message>
  <message>
   <source>The paper claims</source>
   <translation>Die Veröffentlichung sagt</translation>
  </message>
  <message>
   <source>The picture could not be written to {name}: {strerror}.</source>
   <translation>Das Bild konnte nicht nach {name} geschrieben werden: {strerror}.</translation>
  </message>
  <message>
   <source>The picture could not be written to {name}: {why}.</source>
   <translation>Das Bild konnte nicht nach {name} geschrieben werden: {why}.</translation>
  </message>
  <message>
   <source>The plan and what was measured stay.</source>
   <translation>Der Plan und was gemessen wurde bleiben.</translation>
  </message>
  <message>
   <source>The plan cannot be saved aside: {why}.</source>
   <translation>Der Plan kann nicht beiseite gesichert werden: {why}.</translation>
  </message>
  <message>
   <source>The preview ends here. The saved report has the other {n} letters too.</source>
   <translation>Die Vorschau endet hier. Der gespeicherte Bericht hat auch die übrigen {n} Zeichen.</translation>
  </message>
  <message>
   <source>The program's code</source>
   <translation>Code des Programms</translation>
  </message>
  <message>
   <source>The recipes</source>
   <translation>Die Rezepte</translation>
  </message>
  <message>
   <source>The report could not be written to {path}: {why}.</source>
   <translation>Der Bericht konnte nicht nach {path} geschrieben werden: {why}.</translation>
  </message>
  <message>
   <source>The roofline, and what bounds each recipe on this machine</source>
   <translation>Die Roofline, und was jedes Rezept auf diesem Rechner begrenzt</translation>
  </message>
  <message>
   <source>The same packed weights as quantize.weight_only, as small and as fast, but rounded so that each layer's output on real text changes less.</source>
   <extracomment>from the backend</extracomment>
   <translation>Dieselben gepackten Gewichte wie quantize.weight_only, ebenso klein und schnell, aber so gerundet, dass sich die Ausgabe jeder Schicht auf echtem Text weniger ändert.</translation>
  </message>
  <message>
   <source>The same recipes are measured for longer; the intervals will get narrower.</source>
   <translation>Dieselben Rezepte werden länger gemessen; die Intervalle werden enger.</translation>
  </message>
  <message>
   <source>The same text as the baseline's:</source>
   <translation>Derselbe Text wie beim Ausgangsmodell:</translation>
  </message>
  <message>
   <source>The selected claim</source>
   <translation>Die gewählte Aussage</translation>
  </message>
  <message>
   <source>The smallest weights of each row become zero; needs no data, and is the yardstick for other pruners.</source>
   <extracomment>from the backend</extracomment>
   <translation>Die kleinsten Gewichte jeder Zeile werden null; braucht keine Daten und ist der Maßstab für andere Beschneidungen.</translation>
  </message>
  <message>
   <source>The studies ran at different times: what the machine did in between is in these ratios. Inside one study, recipes are compared round by round, which is surer.</source>
   <translation>Die Studien liefen zu verschiedenen Zeiten: was der Rechner dazwischen tat, steckt in diesen Verhältnissen. Innerhalb einer Studie werden Rezepte Runde für Runde verglichen, was sicherer ist.</translation>
  </message>
  <message>
   <source>The study</source>
   <translation>Die Studie</translation>
  </message>
  <message>
   <source>The study can be read, but its model cannot: {text}</source>
   <translation>Die Studie ist lesbar, ihr Modell nicht: {text}</translation>
  </message>
  <message>
   <source>The study could not be handed over: {why}.</source>
   <translation>Die Studie konnte nicht übergeben werden: {why}.</translation>
  </message>
  <message>
   <source>The study could not be written to {path}: {strerror}.</source>
   <translation>Die Studie konnte nicht nach {path} geschrieben werden: {strerror}.</translation>
  </message>
  <message>
   <source>The study was saved as {name}.</source>
   <translation>Die Studie wurde als {name} gespeichert.</translation>
  </message>
  <message>
   <source>The study was stopped.</source>
   <translation>Die Studie wurde gestoppt.</translation>
  </message>
  <message>
   <source>The study {name} is not there any more.</source>
   <translation>Die Studie {name} ist nicht mehr da.</translation>
  </message>
  <message>
   <source>The study's plan</source>
   <translation>Plan der Studie</translation>
  </message>
  <message>
   <source>The two studies share no number.</source>
   <translation>Die beiden Studien haben keine Zahl gemeinsam.</translation>
  </message>
  <message>
   <source>The weights are pickle files, which can run any code when they are loaded.</source>
   <translation>Die Gewichte sind Pickle-Dateien, die beim Laden beliebigen Code ausführen können.</translation>
  </message>
  <message>
   <source>The whole study then takes {time}, each trial about {memory}.</source>
   <translation>Die ganze Studie dauert dann {time}, jeder Versuch etwa {memory}.</translation>
  </message>
  <message>
   <source>The window was not closed in order. What was open was kept: {names}.</source>
   <translation>Das Fenster wurde nicht ordentlich geschlossen. Was offen war, wurde behalten: {names}.</translation>
  </message>
  <message>
   <source>The window's settings cannot be kept: {why}.</source>
   <translation>Die Einstellungen des Fensters können nicht behalten werden: {why}.</translation>
  </message>
  <message>
   <source>The workers' Python lacks {names}.</source>
   <translation>Dem Python der Arbeitsprozesse fehlen {names}.</translation>
  </message>
  <message>
   <source>Their picture is being prepared; everything else can be used meanwhile.</source>
   <translation>Ihr Bild wird vorbereitet; alles andere lässt sich währenddessen benutzen.</translation>
  </message>
  <message>
   <source>There are no values yet.</source>
   <translation>Es gibt noch keine Werte.</translation>
  </message>
  <message>
   <source>There is a folder of that name already.</source>
   <translation>Einen Ordner dieses Namens gibt es schon.</translation>
  </message>
  <message>
   <source>There is nothing at {name}.</source>
   <translation>Bei {name} liegt nichts.</translation>
  </message>
  <message>
   <source>There is nothing to compare yet</source>
   <translation>Es gibt noch nichts zu vergleichen</translation>
  </message>
  <message>
   <source>There is nothing to report yet</source>
   <translation>Es gibt noch nichts zu berichten</translation>
  </message>
  <message>
   <source>They hold until it is closed. Look at {folder}.</source>
   <translation>Sie gelten, bis es geschlossen wird. Sehen Sie in {folder} nach.</translation>
  </message>
  <message>
   <source>This folder has a config but no weights.</source>
   <translation>Dieser Ordner hat eine Konfiguration, aber keine Gewichte.</translation>
  </message>
  <message>
   <source>This is the built-in language model. A study looks at one model and never changes it.</source>
   <translation>Dies ist das eingebaute Sprachmodell. Eine Studie betrachtet ein Modell und verändert es nie.</translation>
  </message>
  <message>
   <source>This machine</source>
   <translation>Dieser Rechner</translation>
  </message>
  <message>
   <source>This model brings program code of its own, which would run on this machine.</source>
   <translation>Dieses Modell bringt eigenen Programmcode mit, der auf diesem Rechner laufen würde.</translation>
  </message>
  <message>
   <source>This one can go on as soon as that one has ended.</source>
   <translation>Diese kann weitergehen, sobald jene zu Ende ist.</translation>
  </message>
  <message>
   <source>This one can run as soon as that one has ended.</source>
   <translation>Diese kann laufen, sobald jene beendet ist.</translation>
  </message>
  <message>
   <source>This page</source>
   <translation>Diese Seite</translation>
  </message>
  <message>
   <source>This program's Python</source>
   <translation>Python dieses Programms</translation>
  </message>
  <message>
   <source>This recipe</source>
   <translation>Dieses Rezept</translation>
  </message>
  <message>
   <source>This recipe has nothing to sweep.</source>
   <translation>Dieses Rezept hat nichts zu variieren.</translation>
  </message>
  <message>
   <source>This report names you, this machine and your folders.</source>
   <translation>Dieser Bericht nennt Sie, diesen Rechner und Ihre Ordner.</translation>
  </message>
  <message>
   <source>This study knows no ceilings</source>
   <translation>Diese Studie kennt keine Obergrenzen</translation>
  </message>
  <message>
   <source>This technique has nothing to set.</source>
   <translation>Diese Technik hat nichts einzustellen.</translation>
  </message>
  <message>
   <source>This technique saves no memory by itself on this device; its memory is never drawn as measured.</source>
   <translation>Diese Technik spart auf diesem Gerät selbst keinen Speicher; ihr Speicher wird nie als gemessen gezeichnet.</translation>
  </message>
  <message>
   <source>This technique saves no time by itself on this device; its speed is never drawn as measured.</source>
   <translation>Diese Technik spart auf diesem Gerät selbst keine Zeit; ihre Geschwindigkeit wird nie als gemessen gezeichnet.</translation>
  </message>
  <message>
   <source>Threads</source>
   <comment>parameter</comment>
   <translation>Threads</translation>
  </message>
  <message>
   <source>Threshold</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Schwelle</translation>
  </message>
  <message>
   <source>Tick at least one workload on the Techniques page.</source>
   <translation>Kreuzen Sie auf der Seite Techniken mindestens eine Aufgabe an.</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>Time and memory of training steps, and the loss they reach</source>
   <translation>Zeit und Speicher von Trainingsschritten und der Verlust, den sie erreichen</translation>
  </message>
  <message>
   <source>Time between two deliveries that follow each other, undivided: k calls of n deliveries have k (n - 1) gaps; a speculative step delivers several tokens at once. Mean of a turn's gaps.</source>
   <extracomment>from the backend</extracomment>
   <translation>Zeit zwischen zwei aufeinanderfolgenden Lieferungen, ungeteilt: k Aufrufe mit n Lieferungen haben k (n - 1) Lücken; ein spekulativer Schritt liefert mehrere Token zugleich. Mittel der Lücken eines Durchgangs.</translation>
  </message>
  <message>
   <source>Time in which the model was at work / time from the first arrival to the last answer.</source>
   <extracomment>from the backend</extracomment>
   <translation>Zeit, in der das Modell arbeitete / Zeit von der ersten Ankunft bis zur letzten Antwort.</translation>
  </message>
  <message>
   <source>Time limit</source>
   <comment>parameter</comment>
   <translation>Zeitgrenze</translation>
  </message>
  <message>
   <source>Time of one optimizer step; mean of a turn's steps.</source>
   <extracomment>from the backend</extracomment>
   <translation>Zeit eines Optimiererschritts; Mittel der Schritte eines Durchgangs.</translation>
  </message>
  <message>
   <source>Time of the first calls beyond the later ones' time.</source>
   <extracomment>from the backend</extracomment>
   <translation>Zeit der ersten Aufrufe über die der späteren hinaus.</translation>
  </message>
  <message>
   <source>Time per call</source>
   <translation>Zeit je Aufruf</translation>
  </message>
  <message>
   <source>Time per example</source>
   <translation>Zeit je Beispiel</translation>
  </message>
  <message>
   <source>Time per output token</source>
   <extracomment>from the backend</extracomment>
   <translation>Zeit je Ausgabe-Token</translation>
  </message>
  <message>
   <source>Time per token</source>
   <translation>Zeit je Token</translation>
  </message>
  <message>
   <source>Time per training step</source>
   <translation>Zeit je Trainingsschritt</translation>
  </message>
  <message>
   <source>Time since the start</source>
   <translation>Zeit seit dem Beginn</translation>
  </message>
  <message>
   <source>Time to apply the recipe (not from the artefact cache).</source>
   <extracomment>from the backend</extracomment>
   <translation>Zeit zum Anwenden des Rezepts (nicht aus dem Artefakt-Cache).</translation>
  </message>
  <message>
   <source>Time to first token</source>
   <extracomment>from the backend</extracomment>
   <translation>Zeit bis zum ersten Token</translation>
  </message>
  <message>
   <source>Time to import torch, transformers and what they need.</source>
   <extracomment>from the backend</extracomment>
   <translation>Zeit zum Importieren von torch, transformers und dem, was sie brauchen.</translation>
  </message>
  <message>
   <source>Time to load the model (not from the artefact cache).</source>
   <extracomment>from the backend</extracomment>
   <translation>Zeit zum Laden des Modells (nicht aus dem Artefakt-Cache).</translation>
  </message>
  <message>
   <source>Times are of the traced call; they share out a call and never enter a latency.</source>
   <translation>Die Zeiten gelten für den aufgezeichneten Aufruf; sie teilen ihn auf und gehen nie in eine Latenz ein.</translation>
  </message>
  <message>
   <source>Token merging (ToMe)</source>
   <extracomment>from the backend</extracomment>
   <translation>Verschmelzen von Token (ToMe)</translation>
  </message>
  <message>
   <source>Token throughput</source>
   <extracomment>from the backend</extracomment>
   <translation>Tokendurchsatz</translation>
  </message>
  <message>
   <source>Tokenizer</source>
   <translation>Tokenizer</translation>
  </message>
  <message>
   <source>Tokens</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>Tokens</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Token</translation>
  </message>
  <message>
   <source>Tokens per step</source>
   <extracomment>from the backend</extracomment>
   <translation>Token je Schritt</translation>
  </message>
  <message>
   <source>Tokens the model can look at together</source>
   <translation>Token, die das Modell zusammen betrachten kann</translation>
  </message>
  <message>
   <source>Tpot</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Zeit je Token</translation>
  </message>
  <message>
   <source>Trace</source>
   <comment>parameter</comment>
   <translation>Aufzeichnung</translation>
  </message>
  <message>
   <source>Trace the next study</source>
   <translation>Nächste Studie aufzeichnen</translation>
  </message>
  <message>
   <source>Traced time of one call; tracing makes it longer</source>
   <translation>Aufgezeichnete Zeit eines Aufrufs; Aufzeichnen verlängert ihn</translation>
  </message>
  <message>
   <source>Tracing made it {times} times as long.</source>
   <translation>Das Aufzeichnen dauerte {times}-mal so lange.</translation>
  </message>
  <message>
   <source>Trade-offs</source>
   <translation>Abwägung</translation>
  </message>
  <message>
   <source>Trade-offs appear here once every recipe has had its first turn, and get sharper each round.</source>
   <translation>Abwägungen erscheinen hier, sobald jedes Rezept seinen ersten Durchgang hatte, und werden mit jeder Runde schärfer.</translation>
  </message>
  <message>
   <source>Training loss</source>
   <translation>Trainingsverlust</translation>
  </message>
  <message>
   <source>Training step</source>
   <extracomment>from the backend</extracomment>
   <translation>Trainingsschritt</translation>
  </message>
  <message>
   <source>Trials</source>
   <translation>Versuche</translation>
  </message>
  <message>
   <source>Trials under the roofline</source>
   <translation>Versuche unter der Roofline</translation>
  </message>
  <message>
   <source>Trials with both metrics, the table of the plot above</source>
   <translation>Versuche mit beiden Messgrößen, die Tabelle zum Diagramm darüber</translation>
  </message>
  <message>
   <source>Try all…</source>
   <translation>Alle versuchen …</translation>
  </message>
  <message>
   <source>Try failed again</source>
   <translation>Gescheiterte wiederholen</translation>
  </message>
  <message>
   <source>Try failed recipes again</source>
   <translation>Gescheiterte Rezepte wiederholen</translation>
  </message>
  <message>
   <source>Try fewer words or take a filter away.</source>
   <translation>Versuchen Sie weniger Wörter oder nehmen Sie einen Filter weg.</translation>
  </message>
  <message>
   <source>Try several values</source>
   <translation>Mehrere Werte versuchen</translation>
  </message>
  <message>
   <source>Ttft</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Zeit bis zum ersten Token</translation>
  </message>
  <message>
   <source>Tuning</source>
   <translation>Nachtraining</translation>
  </message>
  <message>
   <source>Turns its input into numbers</source>
   <translation>Wandelt seine Eingabe in Zahlen um</translation>
  </message>
  <message>
   <source>Two metrics</source>
   <translation>Zwei Messgrößen</translation>
  </message>
  <message>
   <source>Two recipes are planned beside the baseline: weights in 8 bits, and a part of the network pruned away. Each runs in a process of its own.</source>
   <translation>Neben dem Ausgangsmodell sind zwei Rezepte geplant: Gewichte in 8 Bit und ein beschnittener Teil des Netzes. Jedes läuft in einem eigenen Prozess.</translation>
  </message>
  <message>
   <source>Two studies of this machine can stand side by side: run another one, or open a study folder.</source>
   <translation>Zwei Studien dieses Rechners können nebeneinander stehen: messen Sie eine weitere oder öffnen Sie einen Studienordner.</translation>
  </message>
  <message>
   <source>USS of the process after the warm-up: pages that no other process has.</source>
   <extracomment>from the backend</extracomment>
   <translation>USS des Prozesses nach dem Aufwärmen: Seiten, die kein anderer Prozess hat.</translation>
  </message>
  <message>
   <source>UTF-8 file the passages are cut from; empty: the packaged text</source>
   <extracomment>from the backend</extracomment>
   <translation>UTF-8-Datei, aus der die Textstellen geschnitten werden; leer: der mitgelieferte Text</translation>
  </message>
  <message>
   <source>UTF-8 file the prompts are cut from; empty: the packaged text</source>
   <extracomment>from the backend</extracomment>
   <translation>UTF-8-Datei, aus der die Prompts geschnitten werden; leer: der mitgelieferte Text</translation>
  </message>
  <message>
   <source>UTF-8 text for techniques that look at data; empty: the packaged text</source>
   <translation>UTF-8-Text für Techniken, die Daten betrachten; leer: der mitgelieferte Text</translation>
  </message>
  <message>
   <source>UTF-8 text to train on; empty: the packaged text</source>
   <extracomment>from the backend</extracomment>
   <translation>UTF-8-Text zum Trainieren; leer: der mitgelieferte Text</translation>
  </message>
  <message>
   <source>UTF-8 text; or .jsonl of context, answer, or of prompt, chosen, rejected; empty: the packaged text</source>
   <extracomment>from the backend</extracomment>
   <translation>UTF-8-Text; oder .jsonl mit context, answer oder mit prompt, chosen, rejected; leer: der mitgelieferte Text</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Undo {what}</source>
   <translation>Rückgängig: {what}</translation>
  </message>
  <message>
   <source>Unified layer skipping</source>
   <extracomment>from the backend</extracomment>
   <translation>Einheitliches Überspringen von Schichten</translation>
  </message>
  <message>
   <source>Unique memory</source>
   <extracomment>from the backend</extracomment>
   <translation>Eigener Speicher</translation>
  </message>
  <message>
   <source>Up to half of the weights become zero for little loss, judged by weight and input together, without retraining.</source>
   <extracomment>from the backend</extracomment>
   <translation>Bis zur Hälfte der Gewichte wird bei kleinem Verlust null, nach Gewicht und Eingabe zusammen beurteilt, ohne Nachtraining.</translation>
  </message>
  <message>
   <source>Update</source>
   <translation>Aktualisierung</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>Verwenden</translation>
  </message>
  <message>
   <source>Use of memory bandwidth</source>
   <extracomment>from the backend</extracomment>
   <translation>Nutzung der Speicherbandbreite</translation>
  </message>
  <message>
   <source>Use of peak FLOP rate</source>
   <extracomment>from the backend</extracomment>
   <translation>Nutzung der höchsten FLOP-Rate</translation>
  </message>
  <message>
   <source>Use random weights</source>
   <translation>Zufallsgewichte verwenden</translation>
  </message>
  <message>
   <source>Use these settings</source>
   <translation>Diese Einstellungen verwenden</translation>
  </message>
  <message>
   <source>Use {name}</source>
   <translation>{name} verwenden</translation>
  </message>
  <message>
   <source>Utilisation</source>
   <extracomment>from the backend</extracomment>
   <translation>Auslastung</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>Werte</translation>
  </message>
  <message>
   <source>Verdict</source>
   <translation>Urteil</translation>
  </message>
  <message>
   <source>Verdicts</source>
   <translation>Urteile</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>Version</translation>
  </message>
  <message>
   <source>Version of</source>
   <translation>Version von</translation>
  </message>
  <message>
   <source>Very many recipes</source>
   <translation>Sehr viele Rezepte</translation>
  </message>
  <message>
   <source>View</source>
   <translation>Ansicht</translation>
  </message>
  <message>
   <source>Vocabulary</source>
   <translation>Wortschatz</translation>
  </message>
  <message>
   <source>Wait for it, or stop it on the Run page.</source>
   <translation>Warten Sie auf sie oder stoppen Sie sie auf der Seite Messung.</translation>
  </message>
  <message>
   <source>Wanda pruning</source>
   <extracomment>from the backend</extracomment>
   <translation>Wanda-Beschneidung</translation>
  </message>
  <message>
   <source>Watch the run</source>
   <translation>Messung ansehen</translation>
  </message>
  <message>
   <source>Watching the trials takes {share} of one core.</source>
   <translation>Das Beobachten der Versuche nimmt {share} eines Kerns.</translation>
  </message>
  <message>
   <source>Weight-only quantization</source>
   <extracomment>from the backend</extracomment>
   <translation>Quantisierung nur der Gewichte</translation>
  </message>
  <message>
   <source>Weights</source>
   <translation>Gewichte</translation>
  </message>
  <message>
   <source>Weights shrink to 8, 4, 3 or 2 bits and stay packed in memory; at 8 and 4 bits, reading less makes decoding faster.</source>
   <extracomment>from the backend</extracomment>
   <translation>Gewichte schrumpfen auf 8, 4, 3 oder 2 Bit und bleiben im Speicher gepackt; bei 8 und 4 Bit macht weniger Lesen das Dekodieren schneller.</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Was</translation>
  </message>
  <message>
   <source>What an optimizer step must move at least, each once: 2 x weights (forward and backward) + 2 x gradients + 2 x (optimizer state + trained weights); no activations.</source>
   <extracomment>from the backend</extracomment>
   <translation>Was ein Optimiererschritt mindestens bewegen muss, jedes einmal: 2 x Gewichte (vorwärts und rückwärts) + 2 x Gradienten + 2 x (Optimiererzustand + trainierte Gewichte); keine Aktivierungen.</translation>
  </message>
  <message>
   <source>What can be measured</source>
   <translation>Was gemessen werden kann</translation>
  </message>
  <message>
   <source>What changed</source>
   <translation>Was sich änderte</translation>
  </message>
  <message>
   <source>What do you want to do?</source>
   <translation>Was möchten Sie tun?</translation>
  </message>
  <message>
   <source>What each layer of a stack adds</source>
   <translation>Was jede Schicht eines Stapels hinzufügt</translation>
  </message>
  <message>
   <source>What each recipe changed</source>
   <translation>Was jedes Rezept änderte</translation>
  </message>
  <message>
   <source>What each recipe wrote</source>
   <translation>Was jedes Rezept schrieb</translation>
  </message>
  <message>
   <source>What each token adds to memory, in 16 bits</source>
   <translation>Was jedes Token zum Speicher beiträgt, in 16 Bit</translation>
  </message>
  <message>
   <source>What is measured</source>
   <translation>Was gemessen wird</translation>
  </message>
  <message>
   <source>What is not the same</source>
   <translation>Was nicht gleich ist</translation>
  </message>
  <message>
   <source>What it should do</source>
   <translation>Was sie bewirken soll</translation>
  </message>
  <message>
   <source>What it wrote</source>
   <translation>Was es schrieb</translation>
  </message>
  <message>
   <source>What its last layer adds to {stack}</source>
   <translation>Was seine letzte Schicht zu {stack} hinzufügt</translation>
  </message>
  <message>
   <source>What size and colour of the marks stand for</source>
   <translation>Wofür Größe und Farbe der Marken stehen</translation>
  </message>
  <message>
   <source>What the baseline wrote</source>
   <translation>Was das Ausgangsmodell schrieb</translation>
  </message>
  <message>
   <source>What the driver (NVML) counts for the process at the end of a turn: context and libraries too.</source>
   <extracomment>from the backend</extracomment>
   <translation>Was der Treiber (NVML) für den Prozess am Ende eines Durchgangs zählt: auch Kontext und Bibliotheken.</translation>
  </message>
  <message>
   <source>What the machine would have used at rest for the same time.</source>
   <extracomment>from the backend</extracomment>
   <translation>Was der Rechner in Ruhe in derselben Zeit verbraucht hätte.</translation>
  </message>
  <message>
   <source>What the measuring processes write appears here.</source>
   <translation>Was die messenden Prozesse schreiben, erscheint hier.</translation>
  </message>
  <message>
   <source>What the model remembers of the text so far</source>
   <translation>Was sich das Modell vom bisherigen Text merkt</translation>
  </message>
  <message>
   <source>What the papers claim</source>
   <translation>Was die Veröffentlichungen sagen</translation>
  </message>
  <message>
   <source>What the recipe wrote</source>
   <translation>Was das Rezept schrieb</translation>
  </message>
  <message>
   <source>What watching costs and what disturbs the measurement is known after a round.</source>
   <translation>Was das Beobachten kostet und was die Messung stört, ist nach einer Runde bekannt.</translation>
  </message>
  <message>
   <source>What watching costs, and what disturbed the measurement</source>
   <translation>Was das Beobachten kostet und was die Messung störte</translation>
  </message>
  <message>
   <source>When it does not</source>
   <translation>Wann sie nicht hilft</translation>
  </message>
  <message>
   <source>When it helps</source>
   <translation>Wann sie hilft</translation>
  </message>
  <message>
   <source>Where it runs</source>
   <translation>Wo sie läuft</translation>
  </message>
  <message>
   <source>Where models run</source>
   <translation>Wo Modelle laufen</translation>
  </message>
  <message>
   <source>Where the bytes are</source>
   <translation>Wo die Bytes sind</translation>
  </message>
  <message>
   <source>Where the time goes</source>
   <translation>Wohin die Zeit geht</translation>
  </message>
  <message>
   <source>Which examples the model learns from</source>
   <translation>Aus welchen Beispielen das Modell lernt</translation>
  </message>
  <message>
   <source>Which items were answered right before and wrong now</source>
   <translation>Welche Elemente vorher richtig und jetzt falsch beantwortet wurden</translation>
  </message>
  <message>
   <source>Whiten</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Entzerren</translation>
  </message>
  <message>
   <source>Width</source>
   <translation>Breite</translation>
  </message>
  <message>
   <source>Width inside a block's feed-forward part</source>
   <translation>Breite im Feed-Forward-Teil eines Blocks</translation>
  </message>
  <message>
   <source>Will it fit</source>
   <translation>Passt es?</translation>
  </message>
  <message>
   <source>Window</source>
   <comment>parameter</comment>
   <extracomment>from the backend</extracomment>
   <translation>Fenster</translation>
  </message>
  <message>
   <source>Words and tables for an issue, a pull request or a README.</source>
   <translation>Worte und Tabellen für ein Issue, einen Pull Request oder eine README.</translation>
  </message>
  <message>
   <source>Workbench</source>
   <translation>Werkbank</translation>
  </message>
  <message>
   <source>Write a prompt: the baseline and the recipe both answer it.</source>
   <translation>Schreiben Sie einen Prompt: Ausgangsmodell und Rezept beantworten ihn beide.</translation>
  </message>
  <message>
   <source>Writes the changed model with its recipe and a script that runs it, then loads it again and checks that the quality is the same.</source>
   <translation>Schreibt das geänderte Modell mit seinem Rezept und einem Skript, das es ausführt, lädt es dann erneut und prüft, dass die Qualität gleich ist.</translation>
  </message>
  <message>
   <source>Writing …</source>
   <translation>Wird geschrieben …</translation>
  </message>
  <message>
   <source>Your first trade-off picture, from real measurements. After so short a time it is preliminary: wide intervals mean that little is certain yet.</source>
   <translation>Ihr erstes Abwägungsbild, aus echten Messungen. Nach so kurzer Zeit ist es vorläufig: breite Intervalle heißen, dass noch wenig sicher ist.</translation>
  </message>
  <message>
   <source>Your own prompt</source>
   <translation>Ihr eigener Prompt</translation>
  </message>
  <message>
   <source>Your plan is safe. The details are in {log}.</source>
   <translation>Ihr Plan ist sicher. Die Einzelheiten stehen in {log}.</translation>
  </message>
  <message>
   <source>`paretoscope doctor --ceilings` measures them once, while nothing else runs</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>`paretoscope doctor --ceilings` misst sie einmal, während nichts anderes läuft</translation>
  </message>
  <message>
   <source>`paretoscope report {1}` shows what was found; to measure again choose another folder</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>`paretoscope report {1}` zeigt, was gefunden wurde; für eine neue Messung einen anderen Ordner wählen</translation>
  </message>
  <message>
   <source>`paretoscope techniques` lists them</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>`paretoscope techniques` zählt sie auf</translation>
  </message>
  <message>
   <source>a C++ compiler</source>
   <translation>einen C++-Compiler</translation>
  </message>
  <message>
   <source>a GPU from Volta on has a counter</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>eine GPU ab Volta hat einen Zähler</translation>
  </message>
  <message>
   <source>a PDF or PNG needs the window's libraries</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>ein PDF oder PNG braucht die Bibliotheken des Fensters</translation>
  </message>
  <message>
   <source>a counter could not be read to the end</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>ein Zähler konnte nicht bis zum Ende gelesen werden</translation>
  </message>
  <message>
   <source>a draft model</source>
   <translation>ein Entwurfsmodell</translation>
  </message>
  <message>
   <source>a draft model that is much faster and often right; one sequence at a time</source>
   <extracomment>from the backend</extracomment>
   <translation>ein Entwurfsmodell, das viel schneller ist und oft richtig liegt; eine Sequenz zugleich</translation>
  </message>
  <message>
   <source>a lower bound: {1} gaps in the counters are left out</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>eine Untergrenze: {1} Lücken in den Zählern sind ausgelassen</translation>
  </message>
  <message>
   <source>a method without a name</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>ein Verfahren ohne Namen</translation>
  </message>
  <message>
   <source>a passage of {1} tokens has no room between its marks</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>eine Textstelle von {1} Token hat zwischen ihren Marken keinen Platz</translation>
  </message>
  <message>
   <source>a plan without a model</source>
   <translation>ein Plan ohne Modell</translation>
  </message>
  <message>
   <source>a preliminary study passes no gate</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>eine vorläufige Studie besteht keine Schranke</translation>
  </message>
  <message>
   <source>a processor of kind {1} has no energy counters (RAPL)</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>ein Prozessor der Art {1} hat keine Energiezähler (RAPL)</translation>
  </message>
  <message>
   <source>a quote is not closed in {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>ein Anführungszeichen in {1} ist nicht geschlossen</translation>
  </message>
  <message>
   <source>a real change was measured here</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>hier wurde eine gesicherte Änderung gemessen</translation>
  </message>
  <message>
   <source>a real loss was measured here</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>hier wurde ein gesicherter Verlust gemessen</translation>
  </message>
  <message>
   <source>a report has no section {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>ein Bericht hat keinen Abschnitt {1}</translation>
  </message>
  <message>
   <source>a study is a flat table of fields</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>eine Studie ist eine flache Tabelle von Feldern</translation>
  </message>
  <message>
   <source>a study uses the cache at this moment</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>eine Studie benutzt den Zwischenspeicher in diesem Augenblick</translation>
  </message>
  <message>
   <source>a sweep of {1} workloads is too large</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>eine Reihe von {1} Aufgaben ist zu groß</translation>
  </message>
  <message>
   <source>a task of lm-eval, answered through the recipe</source>
   <extracomment>from the backend</extracomment>
   <translation>eine Aufgabe von lm-eval, durch das Rezept beantwortet</translation>
  </message>
  <message>
   <source>a technique ends generation early: times could not be compared</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>eine Technik beendet das Schreiben früh: Zeiten wären nicht vergleichbar</translation>
  </message>
  <message>
   <source>a tracing pass at the end of each trial shows where the time goes; it never enters a timing</source>
   <translation>ein Aufzeichnungslauf am Ende jedes Versuchs zeigt, wohin die Zeit geht; er geht nie in eine Zeitmessung ein</translation>
  </message>
  <message>
   <source>a transformers model has `model_type` and `architectures`</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>ein transformers-Modell hat `model_type` und `architectures`</translation>
  </message>
  <message>
   <source>a weight that is already in few bits cannot be quantized again</source>
   <extracomment>from the backend</extracomment>
   <translation>ein Gewicht, das schon in wenigen Bits vorliegt, kann nicht erneut quantisiert werden</translation>
  </message>
  <message>
   <source>about {memory} each</source>
   <translation>je etwa {memory}</translation>
  </message>
  <message>
   <source>about {time}</source>
   <translation>etwa {time}</translation>
  </message>
  <message>
   <source>above 1</source>
   <extracomment>from the backend</extracomment>
   <translation>über 1</translation>
  </message>
  <message>
   <source>accessibility animation still blink</source>
   <translation>Barrierefreiheit Animation ruhig Blinken</translation>
  </message>
  <message>
   <source>accessibility colours</source>
   <translation>Barrierefreiheit Farben</translation>
  </message>
  <message>
   <source>adapter on a base model</source>
   <translation>Adapter auf einem Basismodell</translation>
  </message>
  <message>
   <source>adapters cannot be merged into {1} weights</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Adapter lassen sich nicht in {1}-Gewichte einrechnen</translation>
  </message>
  <message>
   <source>add --workload finetune, and those that shall be measured: generate, score</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>--workload finetune dazunehmen, und was gemessen werden soll: generate, score</translation>
  </message>
  <message>
   <source>add a trial</source>
   <translation>Versuch hinzufügen</translation>
  </message>
  <message>
   <source>add its tokenizer.json</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>legen Sie seine tokenizer.json dazu</translation>
  </message>
  <message>
   <source>add model = "/path/to/model"</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>ergänzen Sie model = "/pfad/zum/modell"</translation>
  </message>
  <message>
   <source>add tokenizer.json</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>legen Sie tokenizer.json dazu</translation>
  </message>
  <message numerus="yes">
   <source>add {n} trials</source>
   <translation>
    <numerusform>{n} Versuch hinzufügen</numerusform>
    <numerusform>{n} Versuche hinzufügen</numerusform>
   </translation>
  </message>
  <message>
   <source>add {title}</source>
   <translation>{title} hinzufügen</translation>
  </message>
  <message>
   <source>added to the diagonal of H, as a share of its mean</source>
   <extracomment>from the backend</extracomment>
   <translation>wird zur Diagonale von H addiert, als Anteil ihres Mittels</translation>
  </message>
  <message>
   <source>again</source>
   <translation>nochmals</translation>
  </message>
  <message>
   <source>against</source>
   <translation>gegen</translation>
  </message>
  <message>
   <source>agrees</source>
   <translation>bestätigt</translation>
  </message>
  <message>
   <source>all</source>
   <comment>claims</comment>
   <translation>alle</translation>
  </message>
  <message>
   <source>all but the quantized layers run in float32</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>alles außer den quantisierten Schichten läuft in float32</translation>
  </message>
  <message>
   <source>all there</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>alles da</translation>
  </message>
  <message>
   <source>already quantized: {how}</source>
   <translation>schon quantisiert: {how}</translation>
  </message>
  <message>
   <source>already quantized: {quantized}</source>
   <translation>schon quantisiert: {quantized}</translation>
  </message>
  <message>
   <source>an NVIDIA GPU</source>
   <translation>eine NVIDIA-GPU</translation>
  </message>
  <message>
   <source>an adapter needs the library peft</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>ein Adapter braucht die Bibliothek peft</translation>
  </message>
  <message>
   <source>another study beside this one</source>
   <translation>weitere Studie neben dieser</translation>
  </message>
  <message>
   <source>another version of the program wrote this study (schema {1}, this one reads {2})</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>eine andere Version des Programms hat diese Studie geschrieben (Schema {1}, diese liest {2})</translation>
  </message>
  <message>
   <source>answers that repeat the prompt: code edits, summaries, extraction. A small model that repeats itself without end flatters it: look at the outputs</source>
   <extracomment>from the backend</extracomment>
   <translation>Antworten, die den Prompt wiederholen: Codeänderungen, Zusammenfassungen, Auszüge. Ein kleines Modell, das sich endlos wiederholt, schmeichelt ihr: sehen Sie die Ausgaben an</translation>
  </message>
  <message>
   <source>applying</source>
   <translation>wird angewendet</translation>
  </message>
  <message>
   <source>architecture bytes fit memory page</source>
   <translation>Architektur Bytes passt Speicher Seite</translation>
  </message>
  <message>
   <source>arithmetic</source>
   <translation>Arithmetik</translation>
  </message>
  <message>
   <source>as stored</source>
   <translation>wie gespeichert</translation>
  </message>
  <message>
   <source>at its peak</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>an seiner Spitze</translation>
  </message>
  <message>
   <source>at least {low}</source>
   <translation>mindestens {low}</translation>
  </message>
  <message>
   <source>at least {value}</source>
   <translation>mindestens {value}</translation>
  </message>
  <message>
   <source>at least {value} better</source>
   <translation>mindestens {value} besser</translation>
  </message>
  <message>
   <source>at most {high}</source>
   <translation>höchstens {high}</translation>
  </message>
  <message>
   <source>at most {value}</source>
   <translation>höchstens {value}</translation>
  </message>
  <message>
   <source>at most {value} worse</source>
   <translation>höchstens {value} schlechter</translation>
  </message>
  <message>
   <source>avg</source>
   <comment>choice</comment>
   <extracomment>from the backend</extracomment>
   <translation>Mittel</translation>
  </message>
  <message>
   <source>back</source>
   <translation>zurück</translation>
  </message>
  <message>
   <source>bars: intervals of the changes against the baseline</source>
   <translation>Balken: Intervalle der Änderungen gegenüber dem Ausgangsmodell</translation>
  </message>
  <message>
   <source>batch {batch}, {items} examples</source>
   <translation>Stapel {batch}, {items} Beispiele</translation>
  </message>
  <message>
   <source>batch {batch}, {items} passages of {length} tokens</source>
   <translation>Stapel {batch}, {items} Textstellen von {length} Token</translation>
  </message>
  <message>
   <source>batches (one sequence only) and text that never repeats itself: wrong drafts are verified for nothing. Without exact float32 arithmetic a near tie between two tokens may fall the other way</source>
   <extracomment>from the backend</extracomment>
   <translation>Stapel (nur eine Sequenz) und Text, der sich nie wiederholt: falsche Entwürfe werden umsonst geprüft. Ohne genaue float32-Arithmetik kann ein Beinahe-Gleichstand zweier Token anders ausgehen</translation>
  </message>
  <message>
   <source>batches (one sequence only), unpredictable text; needs the draft model in memory. Without exact float32 arithmetic a near tie between two tokens may fall the other way</source>
   <extracomment>from the backend</extracomment>
   <translation>Stapel (nur eine Sequenz), unvorhersehbarer Text; braucht das Entwurfsmodell im Speicher. Ohne genaue float32-Arithmetik kann ein Beinahe-Gleichstand zweier Token anders ausgehen</translation>
  </message>
  <message>
   <source>before training</source>
   <extracomment>from the backend</extracomment>
   <translation>vor dem Training</translation>
  </message>
  <message>
   <source>being measured</source>
   <translation>wird gemessen</translation>
  </message>
  <message>
   <source>below 1: share of a layer's weights kept; from 1: the rank itself</source>
   <extracomment>from the backend</extracomment>
   <translation>unter 1: Anteil der behaltenen Gewichte einer Schicht; ab 1: der Rang selbst</translation>
  </message>
  <message>
   <source>best plain dtype</source>
   <translation>bester einfacher Datentyp</translation>
  </message>
  <message>
   <source>bfloat16 and float16 where the processor computes them (GPU, AMX, AVX512-BF16); float32 elsewhere</source>
   <extracomment>from the backend</extracomment>
   <translation>bfloat16 und float16, wo der Prozessor sie berechnet (GPU, AMX, AVX512-BF16); sonst float32</translation>
  </message>
  <message>
   <source>bit/B</source>
   <translation>Bit/B</translation>
  </message>
  <message>
   <source>bits of a weight</source>
   <extracomment>from the backend</extracomment>
   <translation>Bits eines Gewichts</translation>
  </message>
  <message>
   <source>both choose which single weights become zero</source>
   <extracomment>from the backend</extracomment>
   <translation>beide wählen, welche einzelnen Gewichte null werden</translation>
  </message>
  <message>
   <source>both decide what the KV cache holds, and a call has only one cache</source>
   <extracomment>from the backend</extracomment>
   <translation>beide entscheiden, was der KV-Cache hält, und ein Aufruf hat nur einen Cache</translation>
  </message>
  <message>
   <source>both propose the next tokens, and a step verifies only one</source>
   <extracomment>from the backend</extracomment>
   <translation>beide schlagen die nächsten Token vor, und ein Schritt prüft nur einen Vorschlag</translation>
  </message>
  <message>
   <source>busy, measurements would suffer</source>
   <translation>beschäftigt, Messungen würden leiden</translation>
  </message>
  <message>
   <source>cache</source>
   <translation>Cache</translation>
  </message>
  <message>
   <source>calibration needs a tokenizer, and the model's folder has none</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Kalibrierung braucht einen Tokenizer, und der Modellordner hat keinen</translation>
  </message>
  <message>
   <source>calibration text</source>
   <translation>Kalibriertext</translation>
  </message>
  <message>
   <source>calibration windows (images for an image model)</source>
   <extracomment>from the backend</extracomment>
   <translation>Kalibrierfenster (Bilder bei einem Bildmodell)</translation>
  </message>
  <message>
   <source>can be exported</source>
   <translation>exportierbar</translation>
  </message>
  <message>
   <source>can be measured</source>
   <translation>kann gemessen werden</translation>
  </message>
  <message>
   <source>can be sampled</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>kann abgetastet werden</translation>
  </message>
  <message>
   <source>cancel abort</source>
   <translation>abbrechen stoppen</translation>
  </message>
  <message>
   <source>cannot be held off here</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>kann hier nicht verhindert werden</translation>
  </message>
  <message>
   <source>cannot be measured</source>
   <translation>kann nicht gemessen werden</translation>
  </message>
  <message>
   <source>cannot be read: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>kann nicht gelesen werden: {1}</translation>
  </message>
  <message>
   <source>cannot read images from {1}: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Bilder aus {1} können nicht gelesen werden: {2}</translation>
  </message>
  <message>
   <source>cannot read the folder {1}: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Ordner {1} kann nicht gelesen werden: {2}</translation>
  </message>
  <message>
   <source>cannot read the limit {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Grenze {1} ist nicht lesbar</translation>
  </message>
  <message>
   <source>cannot read the text {1}: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Text {1} kann nicht gelesen werden: {2}</translation>
  </message>
  <message>
   <source>cannot read the trace {1}: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufzeichnung {1} kann nicht gelesen werden: {2}</translation>
  </message>
  <message>
   <source>cannot read the worker's job {1}: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Auftrag {1} des Arbeitsprozesses kann nicht gelesen werden: {2}</translation>
  </message>
  <message>
   <source>cannot read the workload {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufgabe {1} ist nicht lesbar</translation>
  </message>
  <message>
   <source>cannot read {1} in {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} in {2} ist nicht lesbar</translation>
  </message>
  <message>
   <source>cannot read {1}: a technique's name is missing</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist nicht lesbar: der Name einer Technik fehlt</translation>
  </message>
  <message>
   <source>cannot read {1}: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist nicht lesbar: {2}</translation>
  </message>
  <message>
   <source>cannot run</source>
   <translation>kann nicht laufen</translation>
  </message>
  <message>
   <source>cannot trust {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} kann man nicht vertrauen</translation>
  </message>
  <message>
   <source>cannot write {1}: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} kann nicht geschrieben werden: {2}</translation>
  </message>
  <message>
   <source>catalogue recipe page</source>
   <translation>Katalog Rezept Seite</translation>
  </message>
  <message>
   <source>causal and sequence-to-sequence language models, encoders, text and image classifiers can be</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>möglich sind kausale und Sequenz-zu-Sequenz-Sprachmodelle, Encoder, Text- und Bildklassifikatoren</translation>
  </message>
  <message>
   <source>change</source>
   <translation>Änderung</translation>
  </message>
  <message>
   <source>change the order</source>
   <translation>Reihenfolge ändern</translation>
  </message>
  <message>
   <source>change the protocol</source>
   <translation>Protokoll ändern</translation>
  </message>
  <message>
   <source>change the study's settings</source>
   <translation>Einstellungen der Studie ändern</translation>
  </message>
  <message>
   <source>change what is measured</source>
   <translation>ändern, was gemessen wird</translation>
  </message>
  <message>
   <source>change {title}</source>
   <translation>{title} ändern</translation>
  </message>
  <message>
   <source>check its permissions</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>prüfen Sie seine Rechte</translation>
  </message>
  <message>
   <source>check the file's permissions and links</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>prüfen Sie Rechte und Verweise der Datei</translation>
  </message>
  <message>
   <source>check the path</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>prüfen Sie den Pfad</translation>
  </message>
  <message>
   <source>check the path and its permissions</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>prüfen Sie den Pfad und seine Rechte</translation>
  </message>
  <message>
   <source>checking quality</source>
   <translation>Qualität wird geprüft</translation>
  </message>
  <message>
   <source>choose a Python</source>
   <translation>Python wählen</translation>
  </message>
  <message>
   <source>choose a smaller dtype or model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>wählen Sie einen kleineren Datentyp oder ein kleineres Modell</translation>
  </message>
  <message>
   <source>choose a smaller learning rate</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>wählen Sie eine kleinere Lernrate</translation>
  </message>
  <message>
   <source>choose another --out, or `paretoscope resume {1}`</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>wählen Sie ein anderes --out, oder `paretoscope resume {1}`</translation>
  </message>
  <message>
   <source>choose another device</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>wählen Sie ein anderes Gerät</translation>
  </message>
  <message>
   <source>choose another folder with --out</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>wählen Sie mit --out einen anderen Ordner</translation>
  </message>
  <message>
   <source>choose another name</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>wählen Sie einen anderen Namen</translation>
  </message>
  <message>
   <source>choose another one with --python</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>wählen Sie mit --python ein anderes</translation>
  </message>
  <message>
   <source>choose another technique</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>wählen Sie eine andere Technik</translation>
  </message>
  <message>
   <source>choose another with --python</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>wählen Sie mit --python ein anderes</translation>
  </message>
  <message>
   <source>choose balanced or performance</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>wählen Sie ausgewogen oder Leistung</translation>
  </message>
  <message>
   <source>choose generate or score for language models, classify for classifiers</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>wählen Sie generate oder score für Sprachmodelle, classify für Klassifikatoren</translation>
  </message>
  <message>
   <source>claimed as {value}</source>
   <translation>behauptet als {value}</translation>
  </message>
  <message>
   <source>claimed {claimed}, measured {measured}{around}</source>
   <translation>behauptet {claimed}, gemessen {measured}{around}</translation>
  </message>
  <message>
   <source>classify</source>
   <comment>workload</comment>
   <extracomment>from the backend</extracomment>
   <translation>einordnen</translation>
  </message>
  <message>
   <source>clear stack</source>
   <translation>Stapel leeren</translation>
  </message>
  <message>
   <source>clipboard issue</source>
   <translation>Zwischenablage Issue</translation>
  </message>
  <message>
   <source>clock frequency</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Taktfrequenz</translation>
  </message>
  <message>
   <source>close other programs and measure again; the interval holds the noise</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>andere Programme schließen und noch einmal messen; das Intervall enthält die Störung</translation>
  </message>
  <message>
   <source>close other programs before it swaps</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>andere Programme schließen, bevor ausgelagert wird</translation>
  </message>
  <message>
   <source>close other programs, or choose a smaller dtype</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>schließen Sie andere Programme oder wählen Sie einen kleineren Datentyp</translation>
  </message>
  <message>
   <source>close other programs: models of more than a few hundred MB will not fit</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>schließen Sie andere Programme: Modelle über einige hundert MB passen nicht</translation>
  </message>
  <message>
   <source>close the quote</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>schließen Sie das Anführungszeichen</translation>
  </message>
  <message>
   <source>closed to this user (perf_event_paranoid {1})</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>für diesen Benutzer gesperrt (perf_event_paranoid {1})</translation>
  </message>
  <message>
   <source>comes with the program</source>
   <translation>kommt mit dem Programm</translation>
  </message>
  <message>
   <source>command palette</source>
   <translation>Befehlspalette</translation>
  </message>
  <message>
   <source>comparable</source>
   <translation>vergleichbar</translation>
  </message>
  <message>
   <source>config.json gives a number of layers that no model has</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>config.json nennt eine Zahl von Schichten, die kein Modell hat</translation>
  </message>
  <message>
   <source>config.json gives {1} as a number that no model has</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>config.json nennt für {1} eine Zahl, die kein Modell hat</translation>
  </message>
  <message>
   <source>config.json names no architecture</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>config.json nennt keine Architektur</translation>
  </message>
  <message>
   <source>context {context}</source>
   <translation>Kontext {context}</translation>
  </message>
  <message>
   <source>copy or download the model again</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>kopieren oder laden Sie das Modell erneut</translation>
  </message>
  <message>
   <source>d MMM HH:mm</source>
   <comment>date</comment>
   <translation>d. MMM HH:mm</translation>
  </message>
  <message>
   <source>d MMM yyyy, HH:mm</source>
   <comment>date</comment>
   <translation>d. MMM yyyy, HH:mm</translation>
  </message>
  <message>
   <source>data type of the baseline and of every recipe</source>
   <translation>Datentyp des Ausgangsmodells und jedes Rezepts</translation>
  </message>
  <message>
   <source>decode</source>
   <translation>Dekodieren</translation>
  </message>
  <message>
   <source>decode speed where no kernel reads packed values: here every step unpacks the whole cache</source>
   <extracomment>from the backend</extracomment>
   <translation>Dekodiergeschwindigkeit, wo kein Kernel gepackte Werte liest: hier packt jeder Schritt den ganzen Cache aus</translation>
  </message>
  <message>
   <source>decode step</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Dekodierschritt</translation>
  </message>
  <message>
   <source>decoding at batch 1, which waits for weights; small memory; 8 bits cost hardly any quality</source>
   <extracomment>from the backend</extracomment>
   <translation>Dekodieren mit Stapel 1, das auf Gewichte wartet; wenig Speicher; 8 Bit kosten kaum Qualität</translation>
  </message>
  <message>
   <source>deep models, where neighbouring layers do nearly the same</source>
   <extracomment>from the backend</extracomment>
   <translation>tiefe Modelle, in denen benachbarte Schichten fast dasselbe tun</translation>
  </message>
  <message>
   <source>default settings</source>
   <translation>Standardeinstellungen</translation>
  </message>
  <message>
   <source>demo tour guided start</source>
   <translation>Demo Tour geführter Start</translation>
  </message>
  <message>
   <source>demo-lm example</source>
   <translation>demo-lm Beispiel</translation>
  </message>
  <message>
   <source>depends on the model's size</source>
   <extracomment>from the backend</extracomment>
   <translation>hängt von der Größe des Modells ab</translation>
  </message>
  <message>
   <source>deploy weights</source>
   <translation>einsetzen Gewichte</translation>
  </message>
  <message>
   <source>devices are cpu, cuda, cuda:1, mps</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Geräte sind cpu, cuda, cuda:1, mps</translation>
  </message>
  <message>
   <source>did you mean {1}?</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>meinten Sie {1}?</translation>
  </message>
  <message>
   <source>do not measure: {title}</source>
   <translation>nicht messen: {title}</translation>
  </message>
  <message>
   <source>do not use this export</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie diesen Export nicht</translation>
  </message>
  <message>
   <source>do not use this model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie dieses Modell nicht</translation>
  </message>
  <message>
   <source>document</source>
   <extracomment>from the backend</extracomment>
   <translation>Dokument</translation>
  </message>
  <message>
   <source>documents at most</source>
   <extracomment>from the backend</extracomment>
   <translation>höchstens so viele Dokumente</translation>
  </message>
  <message>
   <source>done</source>
   <translation>fertig</translation>
  </message>
  <message>
   <source>down a little, more with r</source>
   <extracomment>from the backend</extracomment>
   <translation>etwas weniger, mehr mit r</translation>
  </message>
  <message>
   <source>down at 8 and 4 bits, up at 3 and 2</source>
   <extracomment>from the backend</extracomment>
   <translation>weniger bei 8 und 4 Bit, mehr bei 3 und 2</translation>
  </message>
  <message>
   <source>down for 16 bits, up for float32</source>
   <extracomment>from the backend</extracomment>
   <translation>weniger bei 16 Bit, mehr bei float32</translation>
  </message>
  <message>
   <source>down on text like the training text</source>
   <extracomment>from the backend</extracomment>
   <translation>weniger auf Text wie dem Trainingstext</translation>
  </message>
  <message>
   <source>down on wide layers</source>
   <extracomment>from the backend</extracomment>
   <translation>weniger bei breiten Schichten</translation>
  </message>
  <message>
   <source>down when drafts are accepted</source>
   <extracomment>from the backend</extracomment>
   <translation>weniger, wenn Entwürfe angenommen werden</translation>
  </message>
  <message>
   <source>down where text repeats</source>
   <extracomment>from the backend</extracomment>
   <translation>weniger, wo Text sich wiederholt</translation>
  </message>
  <message>
   <source>down where the type is native</source>
   <extracomment>from the backend</extracomment>
   <translation>weniger, wo der Prozessor den Typ beherrscht</translation>
  </message>
  <message>
   <source>down, more with context and batch</source>
   <extracomment>from the backend</extracomment>
   <translation>weniger, umso mehr mit Kontext und Stapel</translation>
  </message>
  <message>
   <source>download the model again</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>laden Sie das Modell erneut herunter</translation>
  </message>
  <message>
   <source>download the model again: its blob is gone</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>laden Sie das Modell erneut herunter: sein Inhalt ist fort</translation>
  </message>
  <message>
   <source>draft model's folder, or builtin:NAME; auto: the built-in one</source>
   <extracomment>from the backend</extracomment>
   <translation>Ordner des Entwurfsmodells oder builtin:NAME; auto: das eingebaute</translation>
  </message>
  <message>
   <source>draft model: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Entwurfsmodell: {1}</translation>
  </message>
  <message>
   <source>drafting ends at a token that the draft model itself holds less likely</source>
   <extracomment>from the backend</extracomment>
   <translation>das Entwerfen endet bei einem Token, das das Entwurfsmodell selbst für weniger wahrscheinlich hält</translation>
  </message>
  <message>
   <source>drawn lengths lie evenly within this share of their mean</source>
   <extracomment>from the backend</extracomment>
   <translation>gezogene Längen liegen gleichmäßig in diesem Anteil um ihr Mittel</translation>
  </message>
  <message>
   <source>each line is an object with {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>jede Zeile ist ein Objekt mit {1}</translation>
  </message>
  <message>
   <source>each stack is measured after each of its layers too, to see what each of them adds</source>
   <translation>jeder Stapel wird auch nach jeder seiner Schichten gemessen, um zu sehen, was jede hinzufügt</translation>
  </message>
  <message>
   <source>early-stopping estimate</source>
   <extracomment>from the backend</extracomment>
   <translation>Schätzung bei frühem Ende</translation>
  </message>
  <message>
   <source>embed</source>
   <comment>workload</comment>
   <extracomment>from the backend</extracomment>
   <translation>einbetten</translation>
  </message>
  <message>
   <source>empty the recipe</source>
   <translation>Rezept leeren</translation>
  </message>
  <message>
   <source>encoder models</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Encoder-Modelle</translation>
  </message>
  <message>
   <source>energy per sample</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Energie je Beispiel</translation>
  </message>
  <message>
   <source>energy per token</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Energie je Token</translation>
  </message>
  <message>
   <source>energy.per_sample (energy.per_token of a generate workload) / (100 x quality.accuracy of the same workload, or of the only one that has it): what a sample or token costs for each point of accuracy that it buys.</source>
   <extracomment>from the backend</extracomment>
   <translation>energy.per_sample (bei erzeugten Texten energy.per_token) / (100 x quality.accuracy derselben Aufgabe oder der einzigen, die sie hat): was ein Beispiel oder Token für jeden Genauigkeitspunkt kostet, den es bringt.</translation>
  </message>
  <message>
   <source>energy.per_sample / 3.6e6 x the user's carbon intensity (g CO2e/kWh).</source>
   <extracomment>from the backend</extracomment>
   <translation>energy.per_sample / 3.6e6 x die CO2-Intensität des Nutzers (g CO2e/kWh).</translation>
  </message>
  <message>
   <source>energy.per_sample / 3.6e6 x the user's price of a kWh x a million, in the user's currency.</source>
   <extracomment>from the backend</extracomment>
   <translation>energy.per_sample / 3.6e6 x der Preis einer kWh des Nutzers x eine Million, in der Währung des Nutzers.</translation>
  </message>
  <message>
   <source>energy.per_token / 3.6e6 x the user's carbon intensity (g CO2e/kWh).</source>
   <extracomment>from the backend</extracomment>
   <translation>energy.per_token / 3.6e6 x die CO2-Intensität des Nutzers (g CO2e/kWh).</translation>
  </message>
  <message>
   <source>energy.per_token / 3.6e6 x the user's price of a kWh x a million, in the user's currency.</source>
   <extracomment>from the backend</extracomment>
   <translation>energy.per_token / 3.6e6 x der Preis einer kWh des Nutzers x eine Million, in der Währung des Nutzers.</translation>
  </message>
  <message>
   <source>events/{1}, line {2}, was changed after it was written; it is left out</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>events/{1}, Zeile {2}, wurde verändert, nachdem sie geschrieben war; sie ist weggelassen</translation>
  </message>
  <message>
   <source>example</source>
   <extracomment>from the backend</extracomment>
   <translation>Beispiel</translation>
  </message>
  <message>
   <source>examples</source>
   <translation>Beispiele</translation>
  </message>
  <message>
   <source>examples before each question</source>
   <extracomment>from the backend</extracomment>
   <translation>Beispiele vor jeder Frage</translation>
  </message>
  <message>
   <source>examples classified together</source>
   <extracomment>from the backend</extracomment>
   <translation>zusammen eingeordnete Beispiele</translation>
  </message>
  <message>
   <source>examples whose answers are judged, at most</source>
   <extracomment>from the backend</extracomment>
   <translation>höchstens so viele Beispiele, deren Antworten beurteilt werden</translation>
  </message>
  <message>
   <source>exchange a few messages first</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>tauschen Sie erst einige Nachrichten aus</translation>
  </message>
  <message>
   <source>exit close</source>
   <translation>beenden schließen</translation>
  </message>
  <message>
   <source>exp(sum of negative log-likelihoods / tokens) over all items, in the windows that the last part of the name says; the text goes through the recipe's own cache, token and compiled steps, or in pieces where no recipe of the study has any.</source>
   <extracomment>from the backend</extracomment>
   <translation>exp(Summe der negativen Log-Wahrscheinlichkeiten / Token) über alle Elemente, in den Fenstern, die der letzte Teil des Namens nennt; der Text geht durch die eigenen Cache-, Token- und übersetzten Schritte des Rezepts, oder in Stücken, wo kein Rezept der Studie solche hat.</translation>
  </message>
  <message>
   <source>export again</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>exportieren Sie erneut</translation>
  </message>
  <message>
   <source>export html pdf markdown csv json</source>
   <translation>Export html pdf markdown csv json</translation>
  </message>
  <message>
   <source>export page</source>
   <translation>Export Seite</translation>
  </message>
  <message>
   <source>export without {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>exportieren Sie ohne {1}</translation>
  </message>
  <message>
   <source>factors of a pruned matrix are not sparse, and masks would cut the factors</source>
   <extracomment>from the backend</extracomment>
   <translation>Faktoren einer beschnittenen Matrix sind nicht dünn besetzt, und Masken würden die Faktoren beschneiden</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>gescheitert</translation>
  </message>
  <message>
   <source>family of the technique</source>
   <translation>Familie der Technik</translation>
  </message>
  <message>
   <source>far shifts of domain, where full fine-tuning learns more; without a finetune workload it does nothing</source>
   <extracomment>from the backend</extracomment>
   <translation>weite Wechsel des Fachgebiets, wo volles Nachtraining mehr lernt; ohne die Aufgabe Nachtrainieren tut sie nichts</translation>
  </message>
  <message>
   <source>faster</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>schneller</translation>
  </message>
  <message>
   <source>field {1} of the study has the wrong type</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Feld {1} der Studie hat den falschen Typ</translation>
  </message>
  <message>
   <source>field {1} of the study is no list of texts</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Feld {1} der Studie ist keine Liste von Texten</translation>
  </message>
  <message>
   <source>files of the model</source>
   <translation>Dateien des Modells</translation>
  </message>
  <message>
   <source>fine-tuning</source>
   <translation>Nachtrainieren</translation>
  </message>
  <message>
   <source>finetune</source>
   <comment>workload</comment>
   <extracomment>from the backend</extracomment>
   <translation>nachtrainieren</translation>
  </message>
  <message>
   <source>finished</source>
   <translation>fertig</translation>
  </message>
  <message>
   <source>firm it up</source>
   <translation>absichern</translation>
  </message>
  <message>
   <source>first tokens, which always stay</source>
   <extracomment>from the backend</extracomment>
   <translation>erste Token, die immer bleiben</translation>
  </message>
  <message>
   <source>fits</source>
   <translation>passt</translation>
  </message>
  <message>
   <source>float16 on processors that emulate it; small values may underflow</source>
   <extracomment>from the backend</extracomment>
   <translation>float16 auf Prozessoren, die es nachbilden; kleine Werte können verschwinden</translation>
  </message>
  <message>
   <source>folder with the task's YAML and its data; nothing is downloaded</source>
   <extracomment>from the backend</extracomment>
   <translation>Ordner mit der YAML der Aufgabe und ihren Daten; nichts wird heruntergeladen</translation>
  </message>
  <message>
   <source>for example context=512,stride=128</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>zum Beispiel context=512,stride=128</translation>
  </message>
  <message>
   <source>free</source>
   <comment>choice</comment>
   <extracomment>from the backend</extracomment>
   <translation>frei</translation>
  </message>
  <message>
   <source>free some space</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>schaffen Sie Platz</translation>
  </message>
  <message>
   <source>free some space, or choose another folder with --out; resume goes on from there</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>schaffen Sie Platz oder wählen Sie mit --out einen anderen Ordner; resume macht dort weiter</translation>
  </message>
  <message>
   <source>frequency governor</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Frequenzregler</translation>
  </message>
  <message>
   <source>front {share}</source>
   <translation>Front {share}</translation>
  </message>
  <message>
   <source>gain</source>
   <translation>Gewinn</translation>
  </message>
  <message>
   <source>generate</source>
   <comment>workload</comment>
   <extracomment>from the backend</extracomment>
   <translation>erzeugen</translation>
  </message>
  <message>
   <source>give --workload classify:data=FILE, a {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>--workload classify:data=DATEI angeben, eine {1}</translation>
  </message>
  <message>
   <source>give a .safetensors file with pixel_values and labels</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie eine .safetensors-Datei mit pixel_values und labels an</translation>
  </message>
  <message>
   <source>give a folder, or builtin:demo-lm</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie einen Ordner an, oder builtin:demo-lm</translation>
  </message>
  <message>
   <source>give a longer text</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie einen längeren Text an</translation>
  </message>
  <message>
   <source>give a longer text, or fewer tokens</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie einen längeren Text oder weniger Token an</translation>
  </message>
  <message>
   <source>give a longer text, or make context smaller</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie einen längeren Text an oder verkleinern Sie den Kontext</translation>
  </message>
  <message>
   <source>give a study file (TOML) or a study folder</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie eine Studiendatei (TOML) oder einen Studienordner an</translation>
  </message>
  <message>
   <source>give a text file that can be read</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie eine lesbare Textdatei an</translation>
  </message>
  <message>
   <source>give a text with some thousand words</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie einen Text mit einigen tausend Wörtern an</translation>
  </message>
  <message>
   <source>give an exported folder</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie einen exportierten Ordner an</translation>
  </message>
  <message>
   <source>give each a folder of its own</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie jedem einen eigenen Ordner</translation>
  </message>
  <message>
   <source>give one label an image</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie je Bild eine Klasse an</translation>
  </message>
  <message>
   <source>give shorter contexts</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie kürzere Kontexte an</translation>
  </message>
  <message>
   <source>give shorter prompts</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie kürzere Prompts an</translation>
  </message>
  <message>
   <source>give the folder of a study</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie den Ordner einer Studie an</translation>
  </message>
  <message>
   <source>give the folder that holds config.json</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie den Ordner mit config.json an</translation>
  </message>
  <message>
   <source>give the folder with the task's YAML</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie den Ordner mit der YAML der Aufgabe an</translation>
  </message>
  <message>
   <source>give the prompt as plain text</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie den Prompt als einfachen Text an</translation>
  </message>
  <message>
   <source>give the study folder with its study.toml</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie den Studienordner mit seiner study.toml an</translation>
  </message>
  <message>
   <source>glance</source>
   <translation>Blick</translation>
  </message>
  <message>
   <source>gross</source>
   <extracomment>from the backend</extracomment>
   <translation>brutto</translation>
  </message>
  <message>
   <source>halo: may be on the front, the stronger the likelier</source>
   <translation>Ring: vielleicht auf der Front, je kräftiger, desto wahrscheinlicher</translation>
  </message>
  <message>
   <source>hardly up at 8 bits, more with each bit less</source>
   <extracomment>from the backend</extracomment>
   <translation>bei 8 Bit kaum mehr, mit jedem Bit weniger mehr</translation>
  </message>
  <message>
   <source>has news</source>
   <translation>hat Neues</translation>
  </message>
  <message>
   <source>hatched: estimated</source>
   <translation>schraffiert: geschätzt</translation>
  </message>
  <message>
   <source>heads of {1} channels do not split into groups of {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Köpfe von {1} Kanälen lassen sich nicht in Gruppen von {2} teilen</translation>
  </message>
  <message>
   <source>held off while a study runs ({1})</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>wird verhindert, während eine Studie läuft ({1})</translation>
  </message>
  <message>
   <source>higher</source>
   <translation>höher</translation>
  </message>
  <message>
   <source>higher is better</source>
   <translation>höher ist besser</translation>
  </message>
  <message>
   <source>history studies regressions rename delete page</source>
   <translation>Verlauf Studien Regressionen umbenennen löschen Seite</translation>
  </message>
  <message>
   <source>hollow: simulated</source>
   <translation>hohl: simuliert</translation>
  </message>
  <message>
   <source>home page</source>
   <translation>Anfang Seite</translation>
  </message>
  <message>
   <source>how many times as fast the arrivals come</source>
   <extracomment>from the backend</extracomment>
   <translation>wie viel mal so schnell die Anfragen kommen</translation>
  </message>
  <message>
   <source>how neighbours share their votes</source>
   <extracomment>from the backend</extracomment>
   <translation>wie Nachbarn ihre Stimmen teilen</translation>
  </message>
  <message>
   <source>how often every process is started anew, so that intervals hold what differs between processes; 0: as the protocol says</source>
   <translation>wie oft jeder Prozess neu gestartet wird, damit die Intervalle enthalten, was sich zwischen Prozessen unterscheidet; 0: wie das Protokoll sagt</translation>
  </message>
  <message>
   <source>how strongly budgets follow importance; 0: all blocks alike</source>
   <extracomment>from the backend</extracomment>
   <translation>wie stark Anteile der Wichtigkeit folgen; 0: alle Blöcke gleich</translation>
  </message>
  <message>
   <source>idle</source>
   <translation>Leerlauf</translation>
  </message>
  <message>
   <source>ids look like seed:594 or arxiv:2306.11695</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Kennungen sehen aus wie seed:594 oder arxiv:2306.11695</translation>
  </message>
  <message>
   <source>image classifiers</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Bildklassifikatoren</translation>
  </message>
  <message>
   <source>in a virtual machine: HOST:PORT of a paretoscope meter that runs on its host; empty: this machine's own counters</source>
   <translation>in einer virtuellen Maschine: RECHNER:PORT eines „paretoscope meter“, das auf ihrem Host läuft; leer: die eigenen Zähler dieses Rechners</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>in Gebrauch</translation>
  </message>
  <message>
   <source>include={1}, exclude={2} choose no linear layer of this model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>include={1}, exclude={2} wählen keine lineare Schicht dieses Modells</translation>
  </message>
  <message>
   <source>install NVIDIA's driver, or use such a GPU</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>installieren Sie den Treiber von NVIDIA oder verwenden Sie eine solche GPU</translation>
  </message>
  <message>
   <source>install Paretoscope again</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>installieren Sie Paretoscope erneut</translation>
  </message>
  <message>
   <source>it can {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es kann {1}</translation>
  </message>
  <message>
   <source>it even improved here</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>sie wurde hier sogar besser</translation>
  </message>
  <message>
   <source>it has ended, or it runs on another machine; `paretoscope resume` goes on with a study that was cut off</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>sie ist beendet oder läuft auf einem anderen Rechner; `paretoscope resume` setzt eine abgebrochene Studie fort</translation>
  </message>
  <message>
   <source>it has {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es hat {1}</translation>
  </message>
  <message>
   <source>it is from 0 to {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es geht von 0 bis {1}</translation>
  </message>
  <message>
   <source>it is {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es ist {1}</translation>
  </message>
  <message>
   <source>it knows {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es kennt {1}</translation>
  </message>
  <message>
   <source>it needs torch, transformers and psutil</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es braucht torch, transformers und psutil</translation>
  </message>
  <message>
   <source>it tells neither energy ({1}) nor power ({2})</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>sie nennt weder Energie ({1}) noch Leistung ({2})</translation>
  </message>
  <message>
   <source>its gain in {1} is only simulated: nothing on this device runs faster or smaller for it</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>sein Gewinn an {1} ist nur simuliert: nichts auf diesem Gerät läuft dafür schneller oder kleiner</translation>
  </message>
  <message>
   <source>its int8 kernels take float32 inputs only</source>
   <extracomment>from the backend</extracomment>
   <translation>ihre int8-Kernel nehmen nur float32-Eingaben</translation>
  </message>
  <message>
   <source>its kernels take float32 activations, so the model runs in float32 around them</source>
   <extracomment>from the backend</extracomment>
   <translation>ihre Kernel nehmen float32-Aktivierungen, darum läuft das Modell um sie herum in float32</translation>
  </message>
  <message>
   <source>its tasks are: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>seine Aufgaben sind: {1}</translation>
  </message>
  <message>
   <source>k</source>
   <comment>count</comment>
   <translation>Tsd.</translation>
  </message>
  <message>
   <source>keep each run in a folder of its own; `paretoscope compare` puts them side by side</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>behalten Sie jeden Lauf in einem eigenen Ordner; `paretoscope compare` stellt sie nebeneinander</translation>
  </message>
  <message>
   <source>keep one of them</source>
   <extracomment>from the backend</extracomment>
   <translation>behalten Sie eine von beiden</translation>
  </message>
  <message>
   <source>keep one quantizer</source>
   <extracomment>from the backend</extracomment>
   <translation>behalten Sie eine Quantisierung</translation>
  </message>
  <message>
   <source>keep the output on calibration data rather than the weight; needs data</source>
   <extracomment>from the backend</extracomment>
   <translation>bewahrt die Ausgabe auf Kalibrierdaten statt des Gewichts; braucht Daten</translation>
  </message>
  <message>
   <source>kept channels are a multiple of this, which fast kernels like</source>
   <extracomment>from the backend</extracomment>
   <translation>behaltene Kanäle sind ein Vielfaches davon, was schnelle Kernel mögen</translation>
  </message>
  <message>
   <source>kernel = {1} is even</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>kernel = {1} ist gerade</translation>
  </message>
  <message>
   <source>keys and values older than {1} tokens are stored in {2} bits</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Schlüssel und Werte, die älter als {1} Token sind, liegen in {2} Bit</translation>
  </message>
  <message>
   <source>keys help list</source>
   <translation>Tasten Hilfe Liste</translation>
  </message>
  <message>
   <source>kv.snapkv met a batch with padding</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>kv.snapkv traf auf einen Stapel mit Auffüllung</translation>
  </message>
  <message>
   <source>labelled examples (.safetensors images, .jsonl texts); empty: the packaged ones</source>
   <extracomment>from the backend</extracomment>
   <translation>bekannte Beispiele (.safetensors-Bilder, .jsonl-Texte); leer: die mitgelieferten</translation>
  </message>
  <message>
   <source>lacks {names}</source>
   <translation>ohne {names}</translation>
  </message>
  <message>
   <source>language models</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Sprachmodelle</translation>
  </message>
  <message>
   <source>large layers and batches with more threads; tiny models and shared machines with fewer</source>
   <extracomment>from the backend</extracomment>
   <translation>große Schichten und Stapel mit mehr Threads; winzige Modelle und geteilte Rechner mit weniger</translation>
  </message>
  <message>
   <source>last prompt tokens, which vote and are all kept</source>
   <extracomment>from the backend</extracomment>
   <translation>letzte Prompt-Token, die abstimmen und alle behalten werden</translation>
  </message>
  <message>
   <source>last tokens that must be found again, at most</source>
   <extracomment>from the backend</extracomment>
   <translation>höchstens so viele letzte Token, die wiedergefunden werden müssen</translation>
  </message>
  <message>
   <source>layers are called {1} and so on</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Schichten heißen {1} und so weiter</translation>
  </message>
  <message>
   <source>layers of this model read the caches of other layers</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Schichten dieses Modells lesen die Caches anderer Schichten</translation>
  </message>
  <message>
   <source>least difference that must be seen with 80 % probability: bit/B of a text, else a share of the answers; items are added as far as the data reach; 0: `items` as given</source>
   <extracomment>from the backend</extracomment>
   <translation>kleinster Unterschied, der mit 80 % Wahrscheinlichkeit zu sehen sein muss: bit/B bei Text, sonst ein Anteil der Antworten; Elemente kommen hinzu, soweit die Daten reichen; 0: `items` wie angegeben</translation>
  </message>
  <message>
   <source>leave empty for the default</source>
   <translation>leer lassen für die Vorgabe</translation>
  </message>
  <message>
   <source>leave it out</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>lassen Sie es weg</translation>
  </message>
  <message>
   <source>leave out runtime.dtype</source>
   <extracomment>from the backend</extracomment>
   <translation>lassen Sie runtime.dtype weg</translation>
  </message>
  <message>
   <source>leave out the last weight technique</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>lassen Sie die letzte Gewichtstechnik weg</translation>
  </message>
  <message>
   <source>leave out {1} or {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>lassen Sie {1} oder {2} weg</translation>
  </message>
  <message>
   <source>leave runtime.dtype out</source>
   <extracomment>from the backend</extracomment>
   <translation>lassen Sie runtime.dtype weg</translation>
  </message>
  <message>
   <source>leave sections out with --without</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>lassen Sie Abschnitte mit --without weg</translation>
  </message>
  <message>
   <source>left alone, as no block's calibration reaches them: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>unverändert, da die Kalibrierung keines Blocks sie erreicht: {1}</translation>
  </message>
  <message>
   <source>length of each prompt</source>
   <extracomment>from the backend</extracomment>
   <translation>Länge jedes Prompts</translation>
  </message>
  <message>
   <source>less</source>
   <translation>weniger</translation>
  </message>
  <message>
   <source>let it see /sys/devices/virtual/powercap, or {1} {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>machen Sie ihm /sys/devices/virtual/powercap sichtbar, oder {1} {2}</translation>
  </message>
  <message>
   <source>let the counters be read: sudo chmod a+r /sys/class/powercap/intel-rapl:*/energy_uj /sys/class/powercap/intel-rapl:*/intel-rapl:*/energy_uj (until the next start); for good, put a line SUBSYSTEM=="powercap", ACTION=="add", RUN+="/bin/chmod a+r /sys%p/energy_uj" into /etc/udev/rules.d/99-rapl.rules</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>geben Sie die Zähler zum Lesen frei: sudo chmod a+r /sys/class/powercap/intel-rapl:*/energy_uj /sys/class/powercap/intel-rapl:*/intel-rapl:*/energy_uj (bis zum nächsten Start); dauerhaft mit einer Zeile SUBSYSTEM=="powercap", ACTION=="add", RUN+="/bin/chmod a+r /sys%p/energy_uj" in /etc/udev/rules.d/99-rapl.rules</translation>
  </message>
  <message>
   <source>library versions</source>
   <translation>Versionen der Bibliotheken</translation>
  </message>
  <message>
   <source>live page</source>
   <translation>live Seite</translation>
  </message>
  <message>
   <source>llamacpp</source>
   <comment>choice</comment>
   <extracomment>from the backend</extracomment>
   <translation>llamacpp</translation>
  </message>
  <message>
   <source>load the kernel's driver: sudo modprobe intel_rapl_msr (Intel, and AMD from Zen on)</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>laden Sie den Treiber des Kernels: sudo modprobe intel_rapl_msr (Intel, und AMD ab Zen)</translation>
  </message>
  <message>
   <source>load weights</source>
   <translation>Gewichte laden</translation>
  </message>
  <message>
   <source>loading the model</source>
   <translation>lädt das Modell</translation>
  </message>
  <message>
   <source>log in to a desktop</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>melden Sie sich an einer grafischen Oberfläche an</translation>
  </message>
  <message>
   <source>long prompts and long answers, any attention kernel</source>
   <extracomment>from the backend</extracomment>
   <translation>lange Prompts und lange Antworten, jeder Attention-Kernel</translation>
  </message>
  <message>
   <source>long prompts on processors with bfloat16 matrix units, where 4-bit products are slower; 3 and 2 bits are unpacked at every call and slow, and 2 bits without calibration lose much quality</source>
   <extracomment>from the backend</extracomment>
   <translation>lange Prompts auf Prozessoren mit bfloat16-Matrixeinheiten, wo 4-Bit-Produkte langsamer sind; 3 und 2 Bit werden bei jedem Aufruf ausgepackt und sind langsam, und 2 Bit ohne Kalibrierung verlieren viel Qualität</translation>
  </message>
  <message>
   <source>long prompts, large batches, long answers</source>
   <extracomment>from the backend</extracomment>
   <translation>lange Prompts, große Stapel, lange Antworten</translation>
  </message>
  <message>
   <source>look at the kernel's messages about intel_rapl; some firmware hides a counter</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>sehen Sie in die Meldungen des Kernels zu intel_rapl; manche Firmware versteckt einen Zähler</translation>
  </message>
  <message>
   <source>lossless</source>
   <translation>verlustfrei</translation>
  </message>
  <message>
   <source>lower</source>
   <translation>niedriger</translation>
  </message>
  <message>
   <source>lower is better</source>
   <translation>niedriger ist besser</translation>
  </message>
  <message>
   <source>machine</source>
   <translation>Rechner</translation>
  </message>
  <message>
   <source>make batch smaller, or --dtype float32</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>batch verkleinern oder --dtype float32</translation>
  </message>
  <message>
   <source>make length larger</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>vergrößern Sie length</translation>
  </message>
  <message>
   <source>make prompt, context, length or batch smaller</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>prompt, context, length oder batch verkleinern</translation>
  </message>
  <message>
   <source>make prompt, new or batch smaller, or take a technique of the family kv</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>prompt, new oder batch verkleinern, oder eine Technik der Familie kv nehmen</translation>
  </message>
  <message>
   <source>make prompt, new, context or length smaller</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verkleinern Sie prompt, new, context oder length</translation>
  </message>
  <message>
   <source>make stride smaller</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verkleinern Sie stride</translation>
  </message>
  <message>
   <source>make the prompt, context or new smaller</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verkleinern Sie prompt, context oder new</translation>
  </message>
  <message>
   <source>many small operations: small models, short steps</source>
   <extracomment>from the backend</extracomment>
   <translation>viele kleine Operationen: kleine Modelle, kurze Schritte</translation>
  </message>
  <message>
   <source>many tokens and large batches</source>
   <extracomment>from the backend</extracomment>
   <translation>viele Token und große Stapel</translation>
  </message>
  <message>
   <source>masks would be chosen for the factors, not for the layers</source>
   <extracomment>from the backend</extracomment>
   <translation>Masken würden für die Faktoren gewählt, nicht für die Schichten</translation>
  </message>
  <message>
   <source>max</source>
   <comment>choice</comment>
   <extracomment>from the backend</extracomment>
   <translation>Maximum</translation>
  </message>
  <message>
   <source>max(FLOPs of a step / measured peak multiply rate, bytes of a step / measured bandwidth at that working set).</source>
   <extracomment>from the backend</extracomment>
   <translation>max(FLOPs eines Schritts / gemessene höchste Multiplikationsrate, Bytes eines Schritts / gemessene Bandbreite bei dieser Arbeitsmenge).</translation>
  </message>
  <message>
   <source>mean length of drawn prompts</source>
   <extracomment>from the backend</extracomment>
   <translation>mittlere Länge gezogener Prompts</translation>
  </message>
  <message>
   <source>mean number of drawn new tokens</source>
   <extracomment>from the backend</extracomment>
   <translation>mittlere Zahl gezogener neuer Token</translation>
  </message>
  <message>
   <source>measure on Linux, outside of a sandbox that hides /proc</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>messen Sie unter Linux, außerhalb einer Umgebung, die /proc verbirgt</translation>
  </message>
  <message>
   <source>measure on an Intel or AMD processor, {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>messen Sie auf einem Prozessor von Intel oder AMD, {1}</translation>
  </message>
  <message>
   <source>measure them again</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>messen Sie sie erneut</translation>
  </message>
  <message>
   <source>measure: {title}</source>
   <translation>messen: {title}</translation>
  </message>
  <message>
   <source>measure: {what}</source>
   <translation>messen: {what}</translation>
  </message>
  <message>
   <source>measured</source>
   <translation>gemessen</translation>
  </message>
  <message>
   <source>measuring</source>
   <translation>misst</translation>
  </message>
  <message>
   <source>median</source>
   <extracomment>from the backend</extracomment>
   <translation>Median</translation>
  </message>
  <message>
   <source>memory</source>
   <translation>Speicher</translation>
  </message>
  <message>
   <source>memory at long contexts and large batches</source>
   <extracomment>from the backend</extracomment>
   <translation>Speicher bei langem Kontext und großen Stapeln</translation>
  </message>
  <message>
   <source>memory for all models that live at the same time; 0: four fifths of what is free</source>
   <translation>Speicher für alle zugleich lebenden Modelle; 0: vier Fünftel des freien</translation>
  </message>
  <message>
   <source>memory of a 16-bit model, as all but the linear layers becomes float32; narrow layers at one token, where quantizing the activation costs as much as it saves</source>
   <extracomment>from the backend</extracomment>
   <translation>Speicher eines 16-Bit-Modells, da alles außer den linearen Schichten float32 wird; schmale Schichten bei einem Token, wo das Quantisieren der Aktivierung so viel kostet, wie es spart</translation>
  </message>
  <message>
   <source>memory was nearly full during a turn: {1} of it was left</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Speicher war in einem Durchgang fast voll: {1} davon war übrig</translation>
  </message>
  <message>
   <source>memory.peak minus the resident memory of the same process after its imports and before the model.</source>
   <extracomment>from the backend</extracomment>
   <translation>memory.peak minus residenter Speicher desselben Prozesses nach seinen Importen und vor dem Modell.</translation>
  </message>
  <message>
   <source>mend the line that is named</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>berichtigen Sie die genannte Zeile</translation>
  </message>
  <message>
   <source>mild sparsity, a first look at how much a model can lose</source>
   <extracomment>from the backend</extracomment>
   <translation>milde Dünnbesetzung, ein erster Blick, wie viel ein Modell entbehren kann</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>fehlt</translation>
  </message>
  <message>
   <source>missing; no model can be loaded</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>fehlt; kein Modell kann geladen werden</translation>
  </message>
  <message>
   <source>missing; some techniques or meters need it</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>fehlt; einige Techniken oder Zähler brauchen es</translation>
  </message>
  <message>
   <source>model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>more</source>
   <translation>mehr</translation>
  </message>
  <message>
   <source>most for: {title}</source>
   <translation>am meisten für: {title}</translation>
  </message>
  <message>
   <source>name a draft of the same family: draft=FOLDER</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>nennen Sie einen Entwurf derselben Familie: draft=ORDNER</translation>
  </message>
  <message>
   <source>name a file of your own: text=FILE or data=FILE</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>eine eigene Datei nennen: text=DATEI oder data=DATEI</translation>
  </message>
  <message>
   <source>name it once</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>nennen Sie sie nur einmal</translation>
  </message>
  <message>
   <source>name one: draft=FOLDER</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>eines nennen: draft=ORDNER</translation>
  </message>
  <message>
   <source>narrow layers: two calls cost more than one small product; quality at high compression</source>
   <extracomment>from the backend</extracomment>
   <translation>schmale Schichten: zwei Aufrufe kosten mehr als ein kleines Produkt; Qualität bei starker Kompression</translation>
  </message>
  <message>
   <source>nat per token</source>
   <translation>Nat je Token</translation>
  </message>
  <message>
   <source>needs {what}</source>
   <translation>braucht {what}</translation>
  </message>
  <message>
   <source>neighbouring weights of a row that share scale and zero; rows it does not divide take the next smaller divisor</source>
   <extracomment>from the backend</extracomment>
   <translation>benachbarte Gewichte einer Zeile mit gemeinsamer Skala und Nullpunkt; Zeilen, die sich nicht teilen lassen, nehmen den nächstkleineren Teiler</translation>
  </message>
  <message>
   <source>neither, overhead</source>
   <translation>nichts von beidem, Mehraufwand</translation>
  </message>
  <message>
   <source>net</source>
   <extracomment>from the backend</extracomment>
   <translation>netto</translation>
  </message>
  <message>
   <source>net energy is negative: the machine was busier while its idle power was read</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Nettoenergie ist negativ: der Rechner war beschäftigter, als seine Leerlaufleistung gelesen wurde</translation>
  </message>
  <message>
   <source>never begun</source>
   <translation>nie begonnen</translation>
  </message>
  <message>
   <source>new</source>
   <translation>neu</translation>
  </message>
  <message>
   <source>no NVIDIA GPU can be read: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>keine NVIDIA-GPU kann gelesen werden: {1}</translation>
  </message>
  <message>
   <source>no NVIDIA GPU was found</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es wurde keine NVIDIA-GPU gefunden</translation>
  </message>
  <message>
   <source>no counter has been read yet</source>
   <translation>noch wurde kein Zähler gelesen</translation>
  </message>
  <message>
   <source>no driver tells its energy</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>kein Treiber nennt ihre Energie</translation>
  </message>
  <message>
   <source>no effect</source>
   <translation>keine Wirkung</translation>
  </message>
  <message>
   <source>no energy counter was read in this study</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>in dieser Studie wurde kein Energiezähler gelesen</translation>
  </message>
  <message>
   <source>no interval</source>
   <translation>kein Intervall</translation>
  </message>
  <message>
   <source>no limit</source>
   <translation>keine Grenze</translation>
  </message>
  <message>
   <source>no list of transformer blocks was found in this model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>in diesem Modell wurde keine Liste von Transformer-Blöcken gefunden</translation>
  </message>
  <message>
   <source>no metric of this program stands for it</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>keine Messgröße dieses Programms steht dafür</translation>
  </message>
  <message>
   <source>no model is named</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es ist kein Modell genannt</translation>
  </message>
  <message>
   <source>no number</source>
   <translation>keine Zahl</translation>
  </message>
  <message>
   <source>no paper is called {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>keine Veröffentlichung heißt {1}</translation>
  </message>
  <message>
   <source>no power counter can be read on this machine</source>
   <translation>auf diesem Rechner kann kein Leistungszähler gelesen werden</translation>
  </message>
  <message>
   <source>no process that runs the study in {1} can be reached</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>kein Prozess, der die Studie in {1} ausführt, ist erreichbar</translation>
  </message>
  <message>
   <source>no real change</source>
   <translation>nicht gesichert</translation>
  </message>
  <message>
   <source>no real change</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>nicht gesichert</translation>
  </message>
  <message>
   <source>no real change here either</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>auch hier keine gesicherte Änderung</translation>
  </message>
  <message>
   <source>no real change was measured here</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>hier wurde keine gesicherte Änderung gemessen</translation>
  </message>
  <message>
   <source>no reason given</source>
   <translation>kein Grund angegeben</translation>
  </message>
  <message>
   <source>no reason given</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>kein Grund angegeben</translation>
  </message>
  <message>
   <source>no reason was given</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es wurde kein Grund angegeben</translation>
  </message>
  <message>
   <source>no sensor of the processor</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>kein Fühler des Prozessors</translation>
  </message>
  <message>
   <source>no trial is selected</source>
   <translation>kein Versuch ist gewählt</translation>
  </message>
  <message>
   <source>no trial of the study is chosen</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>kein Versuch der Studie ist gewählt</translation>
  </message>
  <message>
   <source>no values</source>
   <translation>keine Werte</translation>
  </message>
  <message>
   <source>no values yet</source>
   <translation>noch keine Werte</translation>
  </message>
  <message>
   <source>no worse than prune.magnitude</source>
   <extracomment>from the backend</extracomment>
   <translation>nicht schlechter als prune.magnitude</translation>
  </message>
  <message>
   <source>no worse than quantize.weight_only</source>
   <extracomment>from the backend</extracomment>
   <translation>nicht schlechter als quantize.weight_only</translation>
  </message>
  <message>
   <source>none; runtime.compile needs one</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>keiner; runtime.compile braucht einen</translation>
  </message>
  <message>
   <source>none; the window cannot open, every command works</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>keine; das Fenster kann nicht öffnen, jeder Befehl geht</translation>
  </message>
  <message>
   <source>not comparable</source>
   <translation>nicht vergleichbar</translation>
  </message>
  <message>
   <source>not comparable</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>nicht vergleichbar</translation>
  </message>
  <message>
   <source>not finished</source>
   <translation>nicht fertig</translation>
  </message>
  <message>
   <source>not measured yet</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>noch nicht gemessen</translation>
  </message>
  <message>
   <source>not measured, so how far the limit is stays unknown</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>nicht gemessen; wie weit die Grenze entfernt ist, bleibt unbekannt</translation>
  </message>
  <message>
   <source>not run on this machine yet</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>auf diesem Rechner noch nicht gelaufen</translation>
  </message>
  <message>
   <source>not valid</source>
   <translation>nicht gültig</translation>
  </message>
  <message>
   <source>nothing can be predicted for no tokens</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>für null Token lässt sich nichts vorhersagen</translation>
  </message>
  <message>
   <source>nothing here needs them; times and memory do not</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>nichts hier braucht sie; Zeiten und Speicher auch nicht</translation>
  </message>
  <message>
   <source>nothing to show</source>
   <translation>nichts zu zeigen</translation>
  </message>
  <message>
   <source>numbers that share a scale and a zero point</source>
   <extracomment>from the backend</extracomment>
   <translation>Zahlen mit gemeinsamer Skala und gemeinsamem Nullpunkt</translation>
  </message>
  <message>
   <source>of AdamW</source>
   <extracomment>from the backend</extracomment>
   <translation>von AdamW</translation>
  </message>
  <message>
   <source>of each prompt at most {1} positions stay in the cache</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>von jedem Prompt bleiben höchstens {1} Stellen im Cache</translation>
  </message>
  <message>
   <source>of each stored number</source>
   <extracomment>from the backend</extracomment>
   <translation>jeder gespeicherten Zahl</translation>
  </message>
  <message>
   <source>of that price, for example EUR</source>
   <translation>dieses Preises, etwa EUR</translation>
  </message>
  <message>
   <source>of the adapters' random start</source>
   <extracomment>from the backend</extracomment>
   <translation>des zufälligen Anfangs der Adapter</translation>
  </message>
  <message>
   <source>of the order of turns and calibration</source>
   <translation>für die Reihenfolge der Durchgänge und die Kalibrierung</translation>
  </message>
  <message>
   <source>of what is drawn</source>
   <extracomment>from the backend</extracomment>
   <translation>dessen, was gezogen wird</translation>
  </message>
  <message>
   <source>of {1} layers in {2} these stay: {3}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>von {1} Schichten in {2} bleiben diese: {3}</translation>
  </message>
  <message>
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <source>on</source>
   <translation>ein</translation>
  </message>
  <message>
   <source>on the front</source>
   <translation>auf der Front</translation>
  </message>
  <message>
   <source>on the front with {share}</source>
   <translation>auf der Front mit {share}</translation>
  </message>
  <message>
   <source>only one technique can say how the model is trained</source>
   <extracomment>from the backend</extracomment>
   <translation>nur eine Technik kann sagen, wie das Modell trainiert wird</translation>
  </message>
  <message>
   <source>only the dates in the report are affected</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es betrifft nur die Daten im Bericht</translation>
  </message>
  <message>
   <source>open it with the program that wrote it, or update this one</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>öffnen Sie sie mit dem Programm, das sie schrieb, oder aktualisieren Sie dieses</translation>
  </message>
  <message>
   <source>open the study with the program that wrote it, or update this one</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>öffnen Sie die Studie mit dem Programm, das sie schrieb, oder aktualisieren Sie dieses</translation>
  </message>
  <message>
   <source>open to this user (perf_event_paranoid {1})</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>für diesen Benutzer offen (perf_event_paranoid {1})</translation>
  </message>
  <message>
   <source>open {name}</source>
   <translation>{name} öffnen</translation>
  </message>
  <message>
   <source>opposite</source>
   <translation>gegenteilig</translation>
  </message>
  <message>
   <source>optimizer steps</source>
   <extracomment>from the backend</extracomment>
   <translation>Optimiererschritte</translation>
  </message>
  <message>
   <source>or ask for an estimate with --energy estimate</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>oder verlangen Sie mit --energy estimate eine Schätzung</translation>
  </message>
  <message>
   <source>other libraries</source>
   <translation>weitere Bibliotheken</translation>
  </message>
  <message>
   <source>other programs used {1} cores</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>andere Programme belegten {1} Kerne</translation>
  </message>
  <message>
   <source>outputs side by side write</source>
   <translation>Ausgaben nebeneinander schreiben</translation>
  </message>
  <message>
   <source>outside the limits</source>
   <translation>außerhalb der Grenzen</translation>
  </message>
  <message>
   <source>papers evidence page</source>
   <translation>Veröffentlichungen Belege Seite</translation>
  </message>
  <message>
   <source>pareto results page</source>
   <translation>Pareto Ergebnisse Seite</translation>
  </message>
  <message>
   <source>passages embedded together</source>
   <extracomment>from the backend</extracomment>
   <translation>zusammen eingebettete Textstellen</translation>
  </message>
  <message>
   <source>passages whose vectors are compared, at most</source>
   <extracomment>from the backend</extracomment>
   <translation>höchstens so viele Textstellen, deren Vektoren verglichen werden</translation>
  </message>
  <message>
   <source>pattern {1} needs rows divisible by {2}; {3} has {4}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Muster {1} braucht durch {2} teilbare Zeilen; {3} hat {4}</translation>
  </message>
  <message>
   <source>patterns of layer names that stay as they are, separated by ";"</source>
   <extracomment>from the backend</extracomment>
   <translation>Muster von Schichtnamen, die bleiben, wie sie sind, getrennt durch ";"</translation>
  </message>
  <message>
   <source>patterns of layer names, separated by ";" (*.mlp.*); empty: all but embeddings, head and norms</source>
   <extracomment>from the backend</extracomment>
   <translation>Muster von Schichtnamen, getrennt durch ";" (*.mlp.*); leer: alle außer Einbettungen, Kopf und Normen</translation>
  </message>
  <message>
   <source>paused</source>
   <translation>angehalten</translation>
  </message>
  <message>
   <source>peak memory</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Spitzenspeicher</translation>
  </message>
  <message>
   <source>performance counters</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Leistungszähler</translation>
  </message>
  <message>
   <source>pip install 'lm-eval[hf]==0.4.13'</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>pip install 'lm-eval[hf]==0.4.13'</translation>
  </message>
  <message>
   <source>pip install 'paretoscope[gui]'</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>pip install 'paretoscope[gui]'</translation>
  </message>
  <message>
   <source>pip install 'paretoscope[gui]', or print the HTML</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>pip install 'paretoscope[gui]', oder drucken Sie das HTML</translation>
  </message>
  <message>
   <source>pip install '{1}'</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>pip install '{1}'</translation>
  </message>
  <message>
   <source>pip install nvidia-ml-py</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>pip install nvidia-ml-py</translation>
  </message>
  <message>
   <source>pip install peft</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>pip install peft</translation>
  </message>
  <message>
   <source>pip install {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>pip install {1}</translation>
  </message>
  <message>
   <source>pip install {1}, choose another --python, or take the original checkpoint</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>pip install {1}, ein anderes --python wählen oder den ursprünglichen Checkpoint nehmen</translation>
  </message>
  <message>
   <source>plug it in</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>schließen Sie ihn an</translation>
  </message>
  <message>
   <source>prefill</source>
   <translation>Prefill</translation>
  </message>
  <message>
   <source>prefill, batches, classification, wide layers</source>
   <extracomment>from the backend</extracomment>
   <translation>Prefill, Stapel, Klassifikation, breite Schichten</translation>
  </message>
  <message>
   <source>prefill, decoding and training alike; stacks with quantization and low rank</source>
   <extracomment>from the backend</extracomment>
   <translation>Prefill, Dekodieren und Training gleichermaßen; verträgt sich mit Quantisierung und niedrigem Rang</translation>
  </message>
  <message>
   <source>preliminary</source>
   <translation>vorläufig</translation>
  </message>
  <message>
   <source>prepared</source>
   <translation>vorbereitet</translation>
  </message>
  <message>
   <source>present</source>
   <translation>vorhanden</translation>
  </message>
  <message>
   <source>preset all</source>
   <translation>Vorlage alle</translation>
  </message>
  <message>
   <source>preset identical</source>
   <translation>Vorlage gleich</translation>
  </message>
  <message>
   <source>preset small</source>
   <translation>Vorlage klein</translation>
  </message>
  <message>
   <source>preset speed latency</source>
   <translation>Vorlage schnell Latenz</translation>
  </message>
  <message>
   <source>price of your electricity, to turn energy into cost; 0: not given</source>
   <translation>Preis Ihres Stroms, um Energie in Kosten umzurechnen; 0: nicht angegeben</translation>
  </message>
  <message>
   <source>processor and AMD GPU (ROCm {version})</source>
   <translation>Prozessor und AMD-GPU (ROCm {version})</translation>
  </message>
  <message>
   <source>processor and Apple GPU</source>
   <translation>Prozessor und Apple-GPU</translation>
  </message>
  <message>
   <source>processor and NVIDIA GPU (CUDA {version})</source>
   <translation>Prozessor und NVIDIA-GPU (CUDA {version})</translation>
  </message>
  <message>
   <source>processor only</source>
   <translation>nur Prozessor</translation>
  </message>
  <message>
   <source>processor only: built for CUDA {version}, but no NVIDIA GPU is here</source>
   <translation>nur Prozessor: gebaut für CUDA {version}, aber keine NVIDIA-GPU ist hier</translation>
  </message>
  <message>
   <source>processor only: built for ROCm {version}, but no AMD GPU is here</source>
   <translation>nur Prozessor: gebaut für ROCm {version}, aber keine AMD-GPU ist hier</translation>
  </message>
  <message>
   <source>prompt</source>
   <extracomment>from the backend</extracomment>
   <translation>Prompt</translation>
  </message>
  <message>
   <source>prompt and batch are 1 at least, new is 2 at least</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>prompt und batch sind mindestens 1, new mindestens 2</translation>
  </message>
  <message>
   <source>prompt positions kept in each head, beside the window</source>
   <extracomment>from the backend</extracomment>
   <translation>behaltene Prompt-Stellen je Kopf, neben dem Fenster</translation>
  </message>
  <message>
   <source>prompt {prompt}, new {new}, batch {batch}</source>
   <translation>Prompt {prompt}, neu {new}, Stapel {batch}</translation>
  </message>
  <message>
   <source>prompts generated together</source>
   <extracomment>from the backend</extracomment>
   <translation>zusammen erzeugte Prompts</translation>
  </message>
  <message>
   <source>prompts that are answered freely, for output length and similarity</source>
   <extracomment>from the backend</extracomment>
   <translation>frei beantwortete Prompts, für Ausgabelänge und Ähnlichkeit</translation>
  </message>
  <message>
   <source>protocol</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>put pixel_values into {1} of the model's folder</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>legen Sie pixel_values in {1} des Modellordners</translation>
  </message>
  <message>
   <source>put the base model's folder beside the adapter's</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>legen Sie den Ordner des Basismodells neben den des Adapters</translation>
  </message>
  <message>
   <source>quality from about 40 % on; saves no time and memory by itself, as dense kernels multiply zeros too</source>
   <extracomment>from the backend</extracomment>
   <translation>Qualität ab etwa 40 %; spart selbst weder Zeit noch Speicher, da dichte Kernel auch Nullen multiplizieren</translation>
  </message>
  <message>
   <source>quality, badly in small models or without a fine-tune afterwards</source>
   <extracomment>from the backend</extracomment>
   <translation>Qualität, stark bei kleinen Modellen oder ohne Nachtraining</translation>
  </message>
  <message>
   <source>quality: channels are gone for every input; a short fine-tune recovers a part</source>
   <extracomment>from the backend</extracomment>
   <translation>Qualität: Kanäle fehlen bei jeder Eingabe; ein kurzes Nachtraining holt einen Teil zurück</translation>
  </message>
  <message>
   <source>quantizing, de-quantizing and copying take {1} of its traced {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Quantisieren, Entquantisieren und Kopieren brauchen {1} seiner aufgezeichneten {2}</translation>
  </message>
  <message>
   <source>quick</source>
   <translation>kurz</translation>
  </message>
  <message>
   <source>quiet</source>
   <translation>ruhig</translation>
  </message>
  <message>
   <source>quiet redraw once a second</source>
   <translation>ruhig einmal je Sekunde neu gezeichnet</translation>
  </message>
  <message>
   <source>raise --budget or take fewer recipes</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>erhöhen Sie --budget oder nehmen Sie weniger Rezepte</translation>
  </message>
  <message>
   <source>raise --budget, take fewer recipes, or --protocol glance</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>erhöhen Sie --budget, nehmen Sie weniger Rezepte oder --protocol glance</translation>
  </message>
  <message>
   <source>rank of the adapters</source>
   <extracomment>from the backend</extracomment>
   <translation>Rang der Adapter</translation>
  </message>
  <message>
   <source>rank={1}, or a share such as rank=0.5</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>rank={1}, oder ein Anteil wie rank=0.5</translation>
  </message>
  <message>
   <source>ratio {1} of {2} tokens is none</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Anteil {1} von {2} Token ist keiner</translation>
  </message>
  <message>
   <source>read it, then --trust remote_code</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>lesen Sie ihn, dann --trust remote_code</translation>
  </message>
  <message>
   <source>ready</source>
   <translation>bereit</translation>
  </message>
  <message>
   <source>real</source>
   <translation>gesichert</translation>
  </message>
  <message>
   <source>real cost</source>
   <translation>gesicherter Nachteil</translation>
  </message>
  <message>
   <source>real gain</source>
   <translation>gesicherter Gewinn</translation>
  </message>
  <message>
   <source>recent tokens kept in full</source>
   <extracomment>from the backend</extracomment>
   <translation>vollständig behaltene neueste Token</translation>
  </message>
  <message>
   <source>recurrent layers and attention take turns in this model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>in diesem Modell wechseln sich rekurrente Schichten und Attention ab</translation>
  </message>
  <message>
   <source>regression</source>
   <translation>Verschlechterung</translation>
  </message>
  <message>
   <source>rejected drafts must be taken back out of the cache, and what was evicted cannot come back</source>
   <extracomment>from the backend</extracomment>
   <translation>verworfene Entwürfe müssen aus dem Cache zurückgenommen werden, und Verdrängtes kommt nicht zurück</translation>
  </message>
  <message>
   <source>remove a trial</source>
   <translation>Versuch entfernen</translation>
  </message>
  <message>
   <source>remove {title}</source>
   <translation>{title} entfernen</translation>
  </message>
  <message>
   <source>reports show it as the instrument's health{1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Berichte zeigen es als Zustand des Messgeräts{1}</translation>
  </message>
  <message>
   <source>request</source>
   <extracomment>from the backend</extracomment>
   <translation>Anfrage</translation>
  </message>
  <message>
   <source>requests a second of Poisson arrivals; 0: as recorded, or 1 where nothing is</source>
   <extracomment>from the backend</extracomment>
   <translation>zufällige Ankünfte je Sekunde (Poisson); 0: wie aufgezeichnet, oder 1, wo nichts aufgezeichnet ist</translation>
  </message>
  <message>
   <source>requests that are replayed at most</source>
   <extracomment>from the backend</extracomment>
   <translation>höchstens so viele Anfragen, die wiedergegeben werden</translation>
  </message>
  <message>
   <source>rest</source>
   <translation>Rest</translation>
  </message>
  <message>
   <source>results</source>
   <translation>Ergebnisse</translation>
  </message>
  <message>
   <source>results stay valid without it</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Ergebnisse bleiben ohne sie gültig</translation>
  </message>
  <message>
   <source>resume</source>
   <translation>fortsetzen</translation>
  </message>
  <message>
   <source>resume go on interrupted</source>
   <translation>fortsetzen weitermachen unterbrochen</translation>
  </message>
  <message>
   <source>resume with --budget {1}, take fewer recipes or a smaller workload</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>setzen Sie mit --budget {1} fort, nehmen Sie weniger Rezepte oder eine kleinere Aufgabe</translation>
  </message>
  <message>
   <source>retrieval at small ratios: nothing knows yet what will be asked</source>
   <extracomment>from the backend</extracomment>
   <translation>Wiederfinden bei kleinem Anteil: noch ist nicht bekannt, was gefragt wird</translation>
  </message>
  <message>
   <source>retry skipped repeat</source>
   <translation>wiederholen übersprungen nochmals</translation>
  </message>
  <message>
   <source>rolling</source>
   <comment>choice</comment>
   <extracomment>from the backend</extracomment>
   <translation>gleitend</translation>
  </message>
  <message>
   <source>round {n} of {all}</source>
   <translation>Runde {n} von {all}</translation>
  </message>
  <message>
   <source>rounds are added until the main ratio is known this well to either side; 0: the protocol's rounds</source>
   <translation>Runden kommen hinzu, bis das Hauptverhältnis nach beiden Seiten so genau bekannt ist; 0: die Runden des Protokolls</translation>
  </message>
  <message>
   <source>run</source>
   <translation>Messung</translation>
  </message>
  <message>
   <source>run `paretoscope meter` on the host and give its address here with --energy-from,</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>starten Sie `paretoscope meter` auf dem Host und geben Sie hier seine Adresse mit --energy-from an,</translation>
  </message>
  <message>
   <source>run it with --protocol quick or longer</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>messen Sie sie mit --protocol quick oder länger</translation>
  </message>
  <message>
   <source>run it with `paretoscope run`</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>starten Sie sie mit `paretoscope run`</translation>
  </message>
  <message>
   <source>run the same version of this program on both</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie auf beiden dieselbe Version dieses Programms</translation>
  </message>
  <message>
   <source>run the study with --trace, or `paretoscope trace MODEL --recipe ...`</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>messen Sie die Studie mit --trace, oder `paretoscope trace MODELL --recipe ...`</translation>
  </message>
  <message>
   <source>running</source>
   <translation>läuft</translation>
  </message>
  <message>
   <source>runs when the other study has ended</source>
   <translation>läuft, wenn die andere Studie beendet ist</translation>
  </message>
  <message>
   <source>same at 8 bits, hardly up at 4, visibly at 2</source>
   <extracomment>from the backend</extracomment>
   <translation>gleich bei 8 Bit, kaum mehr bei 4, sichtbar bei 2</translation>
  </message>
  <message>
   <source>sample</source>
   <extracomment>from the backend</extracomment>
   <translation>Beispiel</translation>
  </message>
  <message>
   <source>save as safetensors, or --trust pickle</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>als safetensors speichern, oder --trust pickle</translation>
  </message>
  <message>
   <source>save it again with safetensors; pickle is refused</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>speichern Sie es erneut mit safetensors; Pickle wird abgelehnt</translation>
  </message>
  <message>
   <source>save it as HTML and print that</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>speichern Sie ihn als HTML und drucken Sie das</translation>
  </message>
  <message>
   <source>save the text as UTF-8</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>speichern Sie den Text als UTF-8</translation>
  </message>
  <message>
   <source>save the trace as UTF-8</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>speichern Sie die Aufzeichnung als UTF-8</translation>
  </message>
  <message>
   <source>saves no time and memory by itself, as dense kernels multiply zeros too</source>
   <extracomment>from the backend</extracomment>
   <translation>spart selbst weder Zeit noch Speicher, da dichte Kernel auch Nullen multiplizieren</translation>
  </message>
  <message>
   <source>score</source>
   <comment>workload</comment>
   <extracomment>from the backend</extracomment>
   <translation>bewerten</translation>
  </message>
  <message>
   <source>search catalogue</source>
   <translation>suchen Katalog</translation>
  </message>
  <message>
   <source>see `paretoscope doctor`</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>siehe `paretoscope doctor`</translation>
  </message>
  <message>
   <source>see the trial's log</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>siehe das Protokoll des Versuchs</translation>
  </message>
  <message>
   <source>sequence</source>
   <extracomment>from the backend</extracomment>
   <translation>Sequenz</translation>
  </message>
  <message>
   <source>sequences</source>
   <translation>Sequenzen</translation>
  </message>
  <message>
   <source>sequences of a step</source>
   <extracomment>from the backend</extracomment>
   <translation>Sequenzen eines Schritts</translation>
  </message>
  <message>
   <source>settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>share of each chunk kept</source>
   <extracomment>from the backend</extracomment>
   <translation>behaltener Anteil jedes Abschnitts</translation>
  </message>
  <message>
   <source>share of each row's weights removed</source>
   <extracomment>from the backend</extracomment>
   <translation>entfernter Anteil der Gewichte jeder Zeile</translation>
  </message>
  <message>
   <source>share of feed-forward channels removed</source>
   <extracomment>from the backend</extracomment>
   <translation>entfernter Anteil der Feed-Forward-Kanäle</translation>
  </message>
  <message>
   <source>share of layers left out</source>
   <extracomment>from the backend</extracomment>
   <translation>ausgelassener Anteil der Schichten</translation>
  </message>
  <message>
   <source>short jobs, which end before the compile time is earned back; steps that are one large multiplication already</source>
   <extracomment>from the backend</extracomment>
   <translation>kurze Aufträge, die enden, bevor die Übersetzungszeit verdient ist; Schritte, die schon eine einzige große Multiplikation sind</translation>
  </message>
  <message>
   <source>shown in lists and reports; empty: the model's name</source>
   <translation>steht in Listen und Berichten; leer: der Name des Modells</translation>
  </message>
  <message>
   <source>simulated: memory</source>
   <translation>simuliert: Speicher</translation>
  </message>
  <message>
   <source>simulated: speed</source>
   <translation>simuliert: Geschwindigkeit</translation>
  </message>
  <message>
   <source>simulates memory</source>
   <translation>simuliert Speicher</translation>
  </message>
  <message>
   <source>simulates speed</source>
   <translation>simuliert Geschwindigkeit</translation>
  </message>
  <message>
   <source>single small images, where finding the pairs costs what it saves; fine detail</source>
   <extracomment>from the backend</extracomment>
   <translation>einzelne kleine Bilder, wo das Finden der Paare kostet, was es spart; feine Einzelheiten</translation>
  </message>
  <message>
   <source>size of the weights on disk</source>
   <translation>Größe der Gewichte auf der Platte</translation>
  </message>
  <message>
   <source>skipped</source>
   <translation>übersprungen</translation>
  </message>
  <message>
   <source>slower</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>langsamer</translation>
  </message>
  <message>
   <source>slower here because {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>langsamer hier, weil {1}</translation>
  </message>
  <message>
   <source>so far</source>
   <translation>bisher</translation>
  </message>
  <message>
   <source>sort the lines by arrival</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>sortieren Sie die Zeilen nach Ankunft</translation>
  </message>
  <message>
   <source>spaces belong around the + between two techniques</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>um das + zwischen zwei Techniken gehören Leerzeichen</translation>
  </message>
  <message>
   <source>sparsity of 50 % and n:m patterns, where magnitude alone fails</source>
   <extracomment>from the backend</extracomment>
   <translation>Dünnbesetzung von 50 % und n:m-Muster, wo der Betrag allein versagt</translation>
  </message>
  <message>
   <source>sparsity={1} leaves out one</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>sparsity={1} lässt eines aus</translation>
  </message>
  <message>
   <source>standard</source>
   <translation>Standard</translation>
  </message>
  <message>
   <source>start a new study, or resume with --accept-changes to mix the two</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>beginnen Sie eine neue Studie, oder setzen Sie mit --accept-changes fort, um beide zu mischen</translation>
  </message>
  <message>
   <source>start measure</source>
   <translation>starten messen</translation>
  </message>
  <message>
   <source>start the study again</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>starten Sie die Studie erneut</translation>
  </message>
  <message>
   <source>start the study again in another folder</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>starten Sie die Studie in einem anderen Ordner erneut</translation>
  </message>
  <message>
   <source>starting</source>
   <translation>startet</translation>
  </message>
  <message>
   <source>step</source>
   <extracomment>from the backend</extracomment>
   <translation>Schritt</translation>
  </message>
  <message>
   <source>steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>still running</source>
   <translation>läuft noch</translation>
  </message>
  <message>
   <source>stop it first</source>
   <translation>stoppen Sie sie zuerst</translation>
  </message>
  <message>
   <source>stopped</source>
   <translation>gestoppt</translation>
  </message>
  <message>
   <source>stopping</source>
   <translation>wird gestoppt</translation>
  </message>
  <message>
   <source>storing</source>
   <translation>speichert</translation>
  </message>
  <message>
   <source>strict</source>
   <translation>streng</translation>
  </message>
  <message>
   <source>stride = {1} leaves nothing to prefill in a window of {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>stride = {1} lässt in einem Fenster von {2} nichts vorab zu lesen</translation>
  </message>
  <message>
   <source>study</source>
   <translation>Studie</translation>
  </message>
  <message>
   <source>study left</source>
   <translation>Studie links</translation>
  </message>
  <message>
   <source>study right</source>
   <translation>Studie rechts</translation>
  </message>
  <message>
   <source>sudo apt install g++</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>sudo apt install g++</translation>
  </message>
  <message>
   <source>sudo apt-get install g++</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>sudo apt-get install g++</translation>
  </message>
  <message>
   <source>sudo apt-get install {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>sudo apt-get install {1}</translation>
  </message>
  <message>
   <source>sudo cpupower frequency-set -g performance</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>sudo cpupower frequency-set -g performance</translation>
  </message>
  <message>
   <source>sudo cpupower frequency-set -g performance makes turns alike</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>sudo cpupower frequency-set -g performance macht Durchgänge gleichmäßig</translation>
  </message>
  <message>
   <source>svg png pictures plots</source>
   <translation>svg png Bilder Diagramme</translation>
  </message>
  <message>
   <source>switch sleep off for long studies; a suspended turn is never counted</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>schalten Sie den Ruhezustand für lange Studien aus; ein unterbrochener Durchgang zählt nie</translation>
  </message>
  <message>
   <source>synchronise the clocks (chrony, ntpd), then measure again</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>gleichen Sie die Uhren ab (chrony, ntpd) und messen Sie erneut</translation>
  </message>
  <message>
   <source>system libraries</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Systembibliotheken</translation>
  </message>
  <message>
   <source>take a language model, an encoder or a classifier</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>nehmen Sie ein Sprachmodell, einen Encoder oder einen Klassifikator</translation>
  </message>
  <message>
   <source>take a smaller model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>ein kleineres Modell nehmen</translation>
  </message>
  <message>
   <source>take a smaller model or workload</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>ein kleineres Modell oder eine kleinere Aufgabe nehmen</translation>
  </message>
  <message>
   <source>take a smaller model, or --dtype bfloat16</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>ein kleineres Modell nehmen oder --dtype bfloat16</translation>
  </message>
  <message>
   <source>take a trial's recipe</source>
   <translation>Rezept eines Versuchs übernehmen</translation>
  </message>
  <message>
   <source>take another technique</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>eine andere Technik nehmen</translation>
  </message>
  <message>
   <source>take at most {1} combinations</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>nehmen Sie höchstens {1} Kombinationen</translation>
  </message>
  <message>
   <source>take kernels that earlier runs left on disk; time.compile then counts only what was missing</source>
   <extracomment>from the backend</extracomment>
   <translation>Kernel früherer Läufe von der Platte nehmen; time.compile zählt dann nur, was fehlte</translation>
  </message>
  <message>
   <source>take the columns with the largest inputs first; grids stay those of the row</source>
   <extracomment>from the backend</extracomment>
   <translation>die Spalten mit den größten Eingaben zuerst; die Raster bleiben die der Zeile</translation>
  </message>
  <message>
   <source>take the original checkpoint</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>nehmen Sie den ursprünglichen Modellstand</translation>
  </message>
  <message>
   <source>take tune.lora, which trains few weights, or a smaller model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>tune.lora nehmen, das wenige Gewichte trainiert, oder ein kleineres Modell</translation>
  </message>
  <message>
   <source>target of the time per output token for goodput, 0: none</source>
   <extracomment>from the backend</extracomment>
   <translation>Ziel der Zeit je Ausgabe-Token für den Nutzdurchsatz, 0: keines</translation>
  </message>
  <message>
   <source>target of the time to first token for goodput, 0: none</source>
   <extracomment>from the backend</extracomment>
   <translation>Ziel der Zeit bis zum ersten Token für den Nutzdurchsatz, 0: keines</translation>
  </message>
  <message>
   <source>target of the whole time of a request for goodput, 0: none</source>
   <extracomment>from the backend</extracomment>
   <translation>Ziel der ganzen Zeit einer Anfrage für den Nutzdurchsatz, 0: keines</translation>
  </message>
  <message>
   <source>task</source>
   <comment>workload</comment>
   <extracomment>from the backend</extracomment>
   <translation>Aufgabe</translation>
  </message>
  <message>
   <source>tasks that need prompt details which nothing at the prompt's end asks for</source>
   <extracomment>from the backend</extracomment>
   <translation>Aufgaben, die Einzelheiten des Prompts brauchen, nach denen am Ende des Prompts nichts fragt</translation>
  </message>
  <message>
   <source>text classifiers</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Textklassifikatoren</translation>
  </message>
  <message>
   <source>text-to-text models</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Text-zu-Text-Modelle</translation>
  </message>
  <message>
   <source>that is too far from what was measured: sweep over lengths on both sides of it</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das ist zu weit von dem entfernt, was gemessen wurde: variieren Sie Längen zu beiden Seiten</translation>
  </message>
  <message>
   <source>the A/A study came to no result</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die A/A-Studie kam zu keinem Ergebnis</translation>
  </message>
  <message>
   <source>the A/A study came to no result: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die A/A-Studie kam zu keinem Ergebnis: {1}</translation>
  </message>
  <message>
   <source>the Python interpreter {1} could not be started: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Python-Interpreter {1} konnte nicht gestartet werden: {2}</translation>
  </message>
  <message>
   <source>the Python {1} cannot be started: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Python {1} kann nicht gestartet werden: {2}</translation>
  </message>
  <message>
   <source>the Python {1} cannot run a worker: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Python {1} kann keinen Arbeitsprozess ausführen: {2}</translation>
  </message>
  <message>
   <source>the adapter has no {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Adapter hat kein {1}</translation>
  </message>
  <message>
   <source>the adapters' product is scaled by alpha / rank</source>
   <extracomment>from the backend</extracomment>
   <translation>das Produkt der Adapter wird mit alpha / Rang skaliert</translation>
  </message>
  <message>
   <source>the baseline</source>
   <translation>das Ausgangsmodell</translation>
  </message>
  <message>
   <source>the baseline grew {1} {2} over the study (unstable)</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Ausgangsmodell wurde im Lauf der Studie um {1} {2} (instabil)</translation>
  </message>
  <message>
   <source>the battery is nearly empty; the study may not come to its end</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Akku ist fast leer; die Studie kommt vielleicht nicht zu ihrem Ende</translation>
  </message>
  <message>
   <source>the budget of {1} s was over before anything was measured: to start {2} trials, warm them up and measure them for the least time takes about {3} s here</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Budget von {1} s war vorbei, bevor etwas gemessen war: {2} Versuche zu starten, aufzuwärmen und die kürzeste Zeit zu messen dauert hier etwa {3} s</translation>
  </message>
  <message>
   <source>the built-in model {1} is not in this installation</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das eingebaute Modell {1} gehört nicht zu dieser Installation</translation>
  </message>
  <message>
   <source>the cache folder {1} holds no snapshot</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Cacheordner {1} enthält keinen Stand</translation>
  </message>
  <message>
   <source>the calibration text has {1} tokens, {2} are needed</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Kalibriertext hat {1} Token, {2} sind nötig</translation>
  </message>
  <message>
   <source>the ceilings could not be read: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Obergrenzen konnten nicht gelesen werden: {1}</translation>
  </message>
  <message>
   <source>the change goes the other way here</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Änderung geht hier in die andere Richtung</translation>
  </message>
  <message>
   <source>the checkpoint is already quantized ({1})</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Modellstand ist schon quantisiert ({1})</translation>
  </message>
  <message>
   <source>the checkpoint is quantized with {1}, which needs {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Checkpoint ist mit {1} quantisiert; das braucht {2}</translation>
  </message>
  <message>
   <source>the claim is a difference, the measurement a ratio</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aussage ist ein Unterschied, die Messung ein Verhältnis</translation>
  </message>
  <message>
   <source>the claim is a ratio, the measurement a difference</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aussage ist ein Verhältnis, die Messung ein Unterschied</translation>
  </message>
  <message>
   <source>the counter of {1} cannot be read: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Zähler von {1} kann nicht gelesen werden: {2}</translation>
  </message>
  <message>
   <source>the counter of {1} may be read by root only</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>den Zähler von {1} darf nur root lesen</translation>
  </message>
  <message>
   <source>the data type the weights are stored in; the baseline runs in it</source>
   <translation>der Datentyp, in dem die Gewichte gespeichert sind; das Ausgangsmodell läuft darin</translation>
  </message>
  <message>
   <source>the disk or a program has altered the file: take it from a copy, or resume to measure what is missing</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Platte oder ein Programm hat die Datei verändert: nehmen Sie sie aus einer Kopie, oder setzen Sie fort, um zu messen, was fehlt</translation>
  </message>
  <message>
   <source>the draft {1} is no causal language model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Entwurf {1} ist kein kausales Sprachmodell</translation>
  </message>
  <message>
   <source>the events were written with protocol {1}, this program knows {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Ereignisse wurden mit Protokoll {1} geschrieben, dieses Programm kennt {2}</translation>
  </message>
  <message>
   <source>the export has format {1}, this program knows {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Export hat Format {1}, dieses Programm kennt {2}</translation>
  </message>
  <message>
   <source>the file is damaged: copy it again</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Datei ist beschädigt: kopieren Sie sie erneut</translation>
  </message>
  <message>
   <source>the fitted model gives no positive time at prompt {1}, new {2}, batch {3}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das angepasste Modell gibt keine positive Zeit bei Prompt {1}, neu {2}, Stapel {3}</translation>
  </message>
  <message>
   <source>the folder has no weights</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Ordner hat keine Gewichte</translation>
  </message>
  <message>
   <source>the folder holds a model and an adapter</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Ordner enthält ein Modell und einen Adapter</translation>
  </message>
  <message>
   <source>the folder {1} is empty</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Ordner {1} ist leer</translation>
  </message>
  <message>
   <source>the host gave {1} cores to other guests (steal)</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Host gab {1} Kerne an andere Gäste (steal)</translation>
  </message>
  <message>
   <source>the host has no counter: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Host hat keinen Zähler: {1}</translation>
  </message>
  <message>
   <source>the host's meter cannot be read: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Zähler des Hosts kann nicht gelesen werden: {1}</translation>
  </message>
  <message>
   <source>the host's meter is of another version</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Zähler des Hosts ist von einer anderen Version</translation>
  </message>
  <message>
   <source>the index names a file outside the folder: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Index nennt eine Datei außerhalb des Ordners: {1}</translation>
  </message>
  <message>
   <source>the installed transformers knows no model type {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das installierte transformers kennt keine Modellart {1}</translation>
  </message>
  <message>
   <source>the kernel is not faster: in traced {1} its linear layers {2} {3} of the baseline's {4} in {5} of the time</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Kernel ist nicht schneller: beim aufgezeichneten {1} {2} seine linearen Schichten {3} der {4} des Ausgangsmodells in {5} der Zeit</translation>
  </message>
  <message>
   <source>the language of this system</source>
   <translation>die Sprache dieses Systems</translation>
  </message>
  <message>
   <source>the library nvidia-ml-py is missing</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Bibliothek nvidia-ml-py fehlt</translation>
  </message>
  <message>
   <source>the loss is no number after step {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Verlust ist nach Schritt {1} keine Zahl</translation>
  </message>
  <message>
   <source>the machine does not sleep while the study runs</source>
   <translation>der Rechner schläft nicht, solange die Studie läuft</translation>
  </message>
  <message>
   <source>the machine runs on its battery{1}, which slows many laptops down</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Rechner läuft im Akkubetrieb{1}, was viele Laptops verlangsamt</translation>
  </message>
  <message>
   <source>the mean power moved by {1} over the study (unstable)</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die mittlere Leistung verschob sich im Lauf der Studie um {1} (instabil)</translation>
  </message>
  <message>
   <source>the measured change reaches the claim</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die gemessene Änderung erreicht die Aussage</translation>
  </message>
  <message>
   <source>the model as it is</source>
   <translation>das Modell, wie es ist</translation>
  </message>
  <message>
   <source>the model brings its own Python code - refused unless you trust it</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Modell bringt eigenen Python-Code mit - abgelehnt, solange Sie ihm nicht vertrauen</translation>
  </message>
  <message>
   <source>the model brings its own Python code, which is not run unasked</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Modell bringt eigenen Python-Code mit, der nicht ungefragt ausgeführt wird</translation>
  </message>
  <message>
   <source>the model takes no more than {1} tokens</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Modell nimmt höchstens {1} Token auf</translation>
  </message>
  <message>
   <source>the model was not loaded yet</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Modell war noch nicht geladen</translation>
  </message>
  <message>
   <source>the model's state holds more than plain tensors</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Zustand des Modells enthält mehr als einfache Tensoren</translation>
  </message>
  <message>
   <source>the model's tokenizer has no chat template</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Tokenizer des Modells hat keine Gesprächsvorlage</translation>
  </message>
  <message>
   <source>the other machine's clock is off by {1} ms (+-{2} ms), more than {3} ms</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Uhr des anderen Rechners geht um {1} ms falsch (+-{2} ms), mehr als {3} ms</translation>
  </message>
  <message>
   <source>the other machine's clock was not read</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Uhr des anderen Rechners wurde nicht gelesen</translation>
  </message>
  <message>
   <source>the peak is reset before each turn</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Spitze wird vor jedem Durchgang zurückgesetzt</translation>
  </message>
  <message>
   <source>the peak of a turn cannot be reset here</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Spitze eines Durchgangs kann hier nicht zurückgesetzt werden</translation>
  </message>
  <message>
   <source>the picture could not be encoded</source>
   <translation>das Bild konnte nicht kodiert werden</translation>
  </message>
  <message>
   <source>the power profile is low-power; the processor is held back</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Energieprofil ist sparsam; der Prozessor wird gebremst</translation>
  </message>
  <message>
   <source>the process ended with code {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Prozess endete mit Code {1}</translation>
  </message>
  <message>
   <source>the processor's governor is powersave; its clock follows the load</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Frequenzregler ist powersave; der Takt folgt der Last</translation>
  </message>
  <message>
   <source>the program</source>
   <translation>das Programm</translation>
  </message>
  <message>
   <source>the prompt is empty</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Prompt ist leer</translation>
  </message>
  <message>
   <source>the recipe</source>
   <translation>das Rezept</translation>
  </message>
  <message>
   <source>the reloaded model scores {1}, the measured one {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das neu geladene Modell erreicht {1}, das gemessene {2}</translation>
  </message>
  <message>
   <source>the report could not be laid out: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Bericht konnte nicht gesetzt werden: {1}</translation>
  </message>
  <message>
   <source>the report took too long to be laid out</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Setzen des Berichts dauerte zu lange</translation>
  </message>
  <message>
   <source>the same for all</source>
   <translation>für alle gleich</translation>
  </message>
  <message>
   <source>the shard {1} is missing</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Teil {1} fehlt</translation>
  </message>
  <message>
   <source>the state of a recurrent model cannot go back when a draft is rejected</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Zustand eines rekurrenten Modells kann nicht zurück, wenn ein Entwurf verworfen wird</translation>
  </message>
  <message>
   <source>the study and the worker differ in version</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Studie und Arbeitsprozess haben verschiedene Versionen</translation>
  </message>
  <message>
   <source>the study in {name} is running</source>
   <translation>die Studie in {name} läuft</translation>
  </message>
  <message>
   <source>the study must say prepare first</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Studie muss zuerst prepare sagen</translation>
  </message>
  <message>
   <source>the study names no model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Studie nennt kein Modell</translation>
  </message>
  <message>
   <source>the study needs about {1} of disk, {2} are free</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Studie braucht etwa {1} auf der Platte, {2} sind frei</translation>
  </message>
  <message>
   <source>the study stops in time and says what it could not measure; 0: no limit</source>
   <translation>die Studie endet rechtzeitig und sagt, was sie nicht messen konnte; 0: keine Grenze</translation>
  </message>
  <message>
   <source>the system does not tell</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das System sagt es nicht</translation>
  </message>
  <message>
   <source>the system's</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die des Systems</translation>
  </message>
  <message>
   <source>the task has no metric that is right or wrong</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufgabe hat keine Messgröße, die richtig oder falsch ist</translation>
  </message>
  <message>
   <source>the text has {1} tokens, a window needs {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Text hat {1} Token, ein Fenster braucht {2}</translation>
  </message>
  <message>
   <source>the text has {1} tokens, {2} are needed</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Text hat {1} Token, {2} sind nötig</translation>
  </message>
  <message>
   <source>the tokenizer belongs to another model: copy this model's own</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Tokenizer gehört zu einem anderen Modell: den eigenen dieses Modells kopieren</translation>
  </message>
  <message>
   <source>the tokenizer has no token that begins or ends a text</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Tokenizer hat kein Token, das einen Text beginnt oder beendet</translation>
  </message>
  <message>
   <source>the tokenizer knows {1} tokens, the model {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Tokenizer kennt {1} Token, das Modell {2}</translation>
  </message>
  <message>
   <source>the trace has format {1}, this program knows {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufzeichnung hat Format {1}, dieses Programm kennt {2}</translation>
  </message>
  <message>
   <source>the trace {1} cannot be read: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufzeichnung {1} kann nicht gelesen werden: {2}</translation>
  </message>
  <message>
   <source>the trace {1} has no requests</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufzeichnung {1} hat keine Anfragen</translation>
  </message>
  <message>
   <source>the trace {1} holds no tree</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufzeichnung {1} enthält keinen Baum</translation>
  </message>
  <message>
   <source>the turn is invalid</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Durchgang ist ungültig</translation>
  </message>
  <message>
   <source>the wall clock was set by {1} s while the study ran; durations do not use it</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Uhr wurde während der Studie um {1} s gestellt; Dauern hängen nicht von ihr ab</translation>
  </message>
  <message>
   <source>the weight {1} holds values that are no numbers</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>das Gewicht {1} enthält Werte, die keine Zahlen sind</translation>
  </message>
  <message>
   <source>the weights are pickle files, which can run code</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Gewichte sind Pickle-Dateien, die Code ausführen können</translation>
  </message>
  <message>
   <source>the weights are pickle files, which can run code - refused unless you trust them</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Gewichte sind Pickle-Dateien, die Code ausführen können - abgelehnt, solange Sie ihnen nicht vertrauen</translation>
  </message>
  <message>
   <source>the weights do not fit config.json: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Gewichte passen nicht zu config.json: {1}</translation>
  </message>
  <message>
   <source>the weights stay as they are</source>
   <translation>die Gewichte bleiben, wie sie sind</translation>
  </message>
  <message>
   <source>the worker does not know the command {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Arbeitsprozess kennt den Befehl {1} nicht</translation>
  </message>
  <message>
   <source>the worker is gone</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>der Arbeitsprozess ist weg</translation>
  </message>
  <message>
   <source>the workload needs {1} positions, the model has {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufgabe braucht {1} Stellen, das Modell hat {2}</translation>
  </message>
  <message>
   <source>the workload task needs a task and its folder</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufgabe task braucht eine Aufgabe und ihren Ordner</translation>
  </message>
  <message>
   <source>the workload task needs lm_eval</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufgabe task braucht lm_eval</translation>
  </message>
  <message>
   <source>the workload {1} is for {2}; this model does {3}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufgabe {1} ist für {2}; dieses Modell ist {3}</translation>
  </message>
  <message>
   <source>theme desktop follow</source>
   <translation>Thema Schreibtisch folgen</translation>
  </message>
  <message>
   <source>theme light night</source>
   <translation>Thema hell Nacht</translation>
  </message>
  <message>
   <source>there are no calibration images</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt keine Kalibrierbilder</translation>
  </message>
  <message>
   <source>there are no labelled {1} beside the model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>beim Modell liegen keine {1} mit Klassen</translation>
  </message>
  <message>
   <source>there are no weights - the architecture can be profiled with random ones, without quality</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt keine Gewichte - die Architektur lässt sich mit zufälligen messen, ohne Qualität</translation>
  </message>
  <message>
   <source>there is an NVIDIA GPU, but its driver does not answer: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt eine NVIDIA-GPU, aber ihr Treiber antwortet nicht: {1}</translation>
  </message>
  <message>
   <source>there is no NVIDIA GPU</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt keine NVIDIA-GPU</translation>
  </message>
  <message>
   <source>there is no built-in model {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt kein eingebautes Modell {1}</translation>
  </message>
  <message>
   <source>there is no column new</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt keine Spalte new</translation>
  </message>
  <message>
   <source>there is no energy counter</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt keinen Energiezähler</translation>
  </message>
  <message>
   <source>there is no file {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt keine Datei {1}</translation>
  </message>
  <message>
   <source>there is no folder {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt keinen Ordner {1}</translation>
  </message>
  <message>
   <source>there is no tokenizer - text cannot be scored; put tokenizer.json into the folder</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt keinen Tokenizer - Text lässt sich nicht bewerten; legen Sie tokenizer.json in den Ordner</translation>
  </message>
  <message>
   <source>there is no workload for a model of the kind {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt keine Aufgabe für ein Modell der Art {1}</translation>
  </message>
  <message>
   <source>there is no {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} gibt es nicht</translation>
  </message>
  <message>
   <source>there is no {1} beside the model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>beim Modell liegt kein {1}</translation>
  </message>
  <message>
   <source>there is no {1}{2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt kein {1}{2}</translation>
  </message>
  <message>
   <source>there is not enough memory to load the model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es ist nicht genug Speicher da, um das Modell zu laden</translation>
  </message>
  <message>
   <source>there is nothing to judge</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>es gibt nichts zu beurteilen</translation>
  </message>
  <message>
   <source>these events belong to no study that is known</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>diese Ereignisse gehören zu keiner bekannten Studie</translation>
  </message>
  <message>
   <source>this architecture rescales its weights while it runs, which packed ones do not bear</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>diese Architektur skaliert ihre Gewichte im Lauf um, was gepackte nicht vertragen</translation>
  </message>
  <message>
   <source>this is a container, which is shown no energy counters (RAPL)</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>dies ist ein Container, dem keine Energiezähler (RAPL) gezeigt werden</translation>
  </message>
  <message>
   <source>this is a virtual machine, to which its host shows no energy counters (RAPL)</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>dies ist eine virtuelle Maschine, der ihr Host keine Energiezähler (RAPL) zeigt</translation>
  </message>
  <message>
   <source>this is an adapter; its base model {1} is not on this machine</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>dies ist ein Adapter; sein Basismodell {1} ist nicht auf diesem Rechner</translation>
  </message>
  <message>
   <source>this machine has no NVIDIA GPU</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>dieser Rechner hat keine NVIDIA-GPU</translation>
  </message>
  <message>
   <source>this machine shows no energy counters (RAPL): the kernel's driver is not loaded or too old</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>dieser Rechner zeigt keine Energiezähler (RAPL): der Treiber des Kernels ist nicht geladen oder zu alt</translation>
  </message>
  <message>
   <source>this machine shows none</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>dieser Rechner zeigt keine</translation>
  </message>
  <message>
   <source>this model's layers attend to {1}, and their cache is bounded already</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Schichten dieses Modells achten auf {1}, und ihr Cache ist schon begrenzt</translation>
  </message>
  <message>
   <source>this technique needs calibration text and a tokenizer</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>diese Technik braucht Kalibriertext und einen Tokenizer</translation>
  </message>
  <message>
   <source>this trial was not traced</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>dieser Versuch wurde nicht aufgezeichnet</translation>
  </message>
  <message>
   <source>thread</source>
   <extracomment>from the backend</extracomment>
   <translation>Thread</translation>
  </message>
  <message>
   <source>threads of each operation; 0: the physical cores that are available</source>
   <translation>Threads jeder Operation; 0: die verfügbaren physischen Kerne</translation>
  </message>
  <message>
   <source>threads of one operation</source>
   <extracomment>from the backend</extracomment>
   <translation>Threads einer Operation</translation>
  </message>
  <message>
   <source>tight</source>
   <translation>knapp</translation>
  </message>
  <message>
   <source>time limit device dtype threads memory energy meter carbon seed</source>
   <translation>Zeitgrenze Gerät Datentyp Threads Speicher Energie Zähler Kohlenstoff Startwert</translation>
  </message>
  <message>
   <source>time to apply; a calibration text unlike the real use</source>
   <extracomment>from the backend</extracomment>
   <translation>Zeit zum Anwenden; ein Kalibriertext, der dem echten Gebrauch nicht gleicht</translation>
  </message>
  <message>
   <source>time.start + time.import + time.load + time.apply + time.first_token of one process; only where nothing came from the artefact cache. Files may be in the system's file cache.</source>
   <extracomment>from the backend</extracomment>
   <translation>time.start + time.import + time.load + time.apply + time.first_token eines Prozesses; nur wo nichts aus dem Artefakt-Cache kam. Dateien können im Dateicache des Systems liegen.</translation>
  </message>
  <message>
   <source>token</source>
   <extracomment>from the backend</extracomment>
   <translation>Token</translation>
  </message>
  <message>
   <source>token/s</source>
   <extracomment>from the backend</extracomment>
   <translation>Token/s</translation>
  </message>
  <message>
   <source>tokens</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>tokens at most</source>
   <translation>Token höchstens</translation>
  </message>
  <message>
   <source>tokens at the end of a window that are scored step by step</source>
   <extracomment>from the backend</extracomment>
   <translation>Token am Ende eines Fensters, die Schritt für Schritt bewertet werden</translation>
  </message>
  <message>
   <source>tokens copied for each check, at most</source>
   <extracomment>from the backend</extracomment>
   <translation>höchstens so viele Token, die je Prüfung kopiert werden</translation>
  </message>
  <message>
   <source>tokens drafted before each check, at most</source>
   <extracomment>from the backend</extracomment>
   <translation>höchstens so viele Token, die vor jeder Prüfung entworfen werden</translation>
  </message>
  <message>
   <source>tokens generated after each prompt</source>
   <extracomment>from the backend</extracomment>
   <translation>nach jedem Prompt erzeugte Token</translation>
  </message>
  <message>
   <source>tokens merged away in each block, at most half</source>
   <extracomment>from the backend</extracomment>
   <translation>in jedem Block verschmolzene Token, höchstens die Hälfte</translation>
  </message>
  <message>
   <source>tokens of a calibration window</source>
   <extracomment>from the backend</extracomment>
   <translation>Token eines Kalibrierfensters</translation>
  </message>
  <message>
   <source>tokens of a chunk; the last one or two stay whole</source>
   <extracomment>from the backend</extracomment>
   <translation>Token eines Abschnitts; die letzten ein oder zwei bleiben ganz</translation>
  </message>
  <message>
   <source>tokens of a passage, its marks counted</source>
   <extracomment>from the backend</extracomment>
   <translation>Token einer Textstelle, ihre Marken mitgezählt</translation>
  </message>
  <message>
   <source>tokens of a sequence</source>
   <extracomment>from the backend</extracomment>
   <translation>Token einer Sequenz</translation>
  </message>
  <message>
   <source>tokens of a window, prefilled and scored together</source>
   <extracomment>from the backend</extracomment>
   <translation>Token eines Fensters, zusammen gelesen und bewertet</translation>
  </message>
  <message>
   <source>tokens the model can look at together</source>
   <translation>Token, die das Modell zusammen betrachten kann</translation>
  </message>
  <message>
   <source>toml plan</source>
   <translation>toml Plan</translation>
  </message>
  <message>
   <source>too few for any workload: take another</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>zu wenige für jede Aufgabe: ein anderes nehmen</translation>
  </message>
  <message>
   <source>too large</source>
   <translation>zu groß</translation>
  </message>
  <message>
   <source>too many threads wait for each other and for memory</source>
   <extracomment>from the backend</extracomment>
   <translation>zu viele Threads warten aufeinander und auf den Speicher</translation>
  </message>
  <message>
   <source>torch.compile</source>
   <extracomment>from the backend</extracomment>
   <translation>torch.compile</translation>
  </message>
  <message>
   <source>torch.compile cannot look into its packed weights</source>
   <extracomment>from the backend</extracomment>
   <translation>torch.compile kann nicht in ihre gepackten Gewichte sehen</translation>
  </message>
  <message>
   <source>torch.compile needs a C++ compiler and there is none</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>torch.compile braucht einen C++-Compiler, und es gibt keinen</translation>
  </message>
  <message>
   <source>trace</source>
   <comment>workload</comment>
   <extracomment>from the backend</extracomment>
   <translation>wiedergeben</translation>
  </message>
  <message>
   <source>trace it again</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>zeichnen Sie es erneut auf</translation>
  </message>
  <message>
   <source>trace modules operators roofline icicle page</source>
   <translation>Aufzeichnung Module Operatoren Roofline Eiszapfen Seite</translation>
  </message>
  <message>
   <source>trace the study</source>
   <translation>Studie aufzeichnen</translation>
  </message>
  <message>
   <source>tradeoffs</source>
   <translation>Abwägung</translation>
  </message>
  <message>
   <source>training data</source>
   <translation>Trainingsdaten</translation>
  </message>
  <message>
   <source>training memory</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Trainingsspeicher</translation>
  </message>
  <message>
   <source>training memory; adapting a model to a text or task; needs a finetune workload in the study</source>
   <extracomment>from the backend</extracomment>
   <translation>Trainingsspeicher; ein Modell an Text oder Aufgabe anpassen; braucht die Aufgabe Nachtrainieren in der Studie</translation>
  </message>
  <message>
   <source>training step</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Trainingsschritt</translation>
  </message>
  <message>
   <source>transformers cannot load the model: {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>transformers kann das Modell nicht laden: {1}</translation>
  </message>
  <message>
   <source>try a smaller model or workload</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>versuchen Sie ein kleineres Modell oder eine kleinere Aufgabe</translation>
  </message>
  <message>
   <source>try again when it has loaded its model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>noch einmal versuchen, wenn sie ihr Modell geladen hat</translation>
  </message>
  <message>
   <source>turn was</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Durchgang wurde</translation>
  </message>
  <message>
   <source>turns do not wait for cooling</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Durchgänge warten nicht auf Abkühlung</translation>
  </message>
  <message>
   <source>turns were</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Durchgänge wurden</translation>
  </message>
  <message>
   <source>turns without energy keep their times; only the others enter the energy's mean</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Durchgänge ohne Energie behalten ihre Zeiten; nur die anderen gehen in das Mittel der Energie ein</translation>
  </message>
  <message>
   <source>two layers stay at least, and the model has {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>mindestens zwei Schichten bleiben, und das Modell hat {1}</translation>
  </message>
  <message>
   <source>type of weights and activations</source>
   <extracomment>from the backend</extracomment>
   <translation>Typ von Gewichten und Aktivierungen</translation>
  </message>
  <message>
   <source>unavailable</source>
   <translation>nicht verfügbar</translation>
  </message>
  <message>
   <source>unavailable: {why}</source>
   <translation>nicht verfügbar: {why}</translation>
  </message>
  <message>
   <source>unchanged</source>
   <translation>unverändert</translation>
  </message>
  <message>
   <source>undo close study plan lost</source>
   <translation>rückgängig schließen Studie Plan verloren</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>unbekannt</translation>
  </message>
  <message>
   <source>unknown device {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>unbekanntes Gerät {1}</translation>
  </message>
  <message>
   <source>unknown dtype {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>unbekannter Datentyp {1}</translation>
  </message>
  <message>
   <source>unknown field {1} in the study</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>unbekanntes Feld {1} in der Studie</translation>
  </message>
  <message>
   <source>unknown format {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>unbekanntes Format {1}</translation>
  </message>
  <message>
   <source>unknown protocol {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>unbekanntes Protokoll {1}</translation>
  </message>
  <message>
   <source>unknown technique {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>unbekannte Technik {1}</translation>
  </message>
  <message>
   <source>unknown workload {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>unbekannte Aufgabe {1}</translation>
  </message>
  <message>
   <source>up a little</source>
   <extracomment>from the backend</extracomment>
   <translation>etwas mehr</translation>
  </message>
  <message>
   <source>up a little, more as the budget shrinks</source>
   <extracomment>from the backend</extracomment>
   <translation>etwas mehr, umso mehr, je kleiner das Budget</translation>
  </message>
  <message>
   <source>up a little, more as the ratio shrinks</source>
   <extracomment>from the backend</extracomment>
   <translation>etwas mehr, umso mehr, je kleiner der Anteil</translation>
  </message>
  <message>
   <source>up as the rank falls</source>
   <extracomment>from the backend</extracomment>
   <translation>mehr, je kleiner der Rang</translation>
  </message>
  <message>
   <source>up with sparsity</source>
   <extracomment>from the backend</extracomment>
   <translation>mehr mit der Dünnbesetzung</translation>
  </message>
  <message>
   <source>up with the batch</source>
   <extracomment>from the backend</extracomment>
   <translation>mehr mit dem Stapel</translation>
  </message>
  <message>
   <source>up, once</source>
   <extracomment>from the backend</extracomment>
   <translation>mehr, einmalig</translation>
  </message>
  <message>
   <source>up: the draft model reads the prompt too</source>
   <extracomment>from the backend</extracomment>
   <translation>mehr: auch das Entwurfsmodell liest den Prompt</translation>
  </message>
  <message>
   <source>up: unpacking costs more than is saved</source>
   <extracomment>from the backend</extracomment>
   <translation>mehr: Auspacken kostet mehr, als gespart wird</translation>
  </message>
  <message>
   <source>update this program</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>aktualisieren Sie dieses Programm</translation>
  </message>
  <message>
   <source>update transformers, or check the folder</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>aktualisieren Sie transformers oder prüfen Sie den Ordner</translation>
  </message>
  <message>
   <source>use --device cpu</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie --device cpu</translation>
  </message>
  <message>
   <source>use a machine that has one</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie einen Rechner, der eine hat</translation>
  </message>
  <message>
   <source>use a machine that has one, with NVIDIA's driver</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie einen Rechner, der eine hat, mit dem Treiber von NVIDIA</translation>
  </message>
  <message>
   <source>use a task with one of {1}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie eine Aufgabe mit {1}</translation>
  </message>
  <message>
   <source>use batch=1 in the workload</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie batch=1 in der Aufgabe</translation>
  </message>
  <message>
   <source>use kv.quantized, which can take tokens back</source>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie kv.quantized, das Token zurücknehmen kann</translation>
  </message>
  <message>
   <source>use kv.snapkv or kv.lagkv, whose steps compile once</source>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie kv.snapkv oder kv.lagkv, deren Schritte einmal übersetzt werden</translation>
  </message>
  <message>
   <source>use letters, digits, - and _</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie Buchstaben, Ziffern, - und _</translation>
  </message>
  <message>
   <source>use low_rank.svd</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie low_rank.svd</translation>
  </message>
  <message>
   <source>use prompts of one length, or batch=1</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie Prompts gleicher Länge oder batch=1</translation>
  </message>
  <message>
   <source>use protocol=window</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie protocol=window</translation>
  </message>
  <message>
   <source>use prune.cfsp</source>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie prune.cfsp</translation>
  </message>
  <message>
   <source>use prune.cfsp</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie prune.cfsp</translation>
  </message>
  <message>
   <source>use prune.magnitude</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>prune.magnitude nehmen</translation>
  </message>
  <message>
   <source>use quantize.weight_only</source>
   <extracomment>from the backend</extracomment>
   <translation>verwenden Sie quantize.weight_only</translation>
  </message>
  <message>
   <source>use the preset {title}</source>
   <translation>Vorlage {title} verwenden</translation>
  </message>
  <message>
   <source>used as the baseline as it is</source>
   <translation>wird wie es ist als Ausgangsmodell verwendet</translation>
  </message>
  <message>
   <source>values several</source>
   <translation>Werte mehrere</translation>
  </message>
  <message>
   <source>version licence</source>
   <translation>Version Lizenz</translation>
  </message>
  <message>
   <source>wait until it has ended, or stop it</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>warten Sie, bis sie beendet ist, oder beenden Sie sie</translation>
  </message>
  <message>
   <source>waiting</source>
   <translation>wartet</translation>
  </message>
  <message>
   <source>waiting requests that are served together at most</source>
   <extracomment>from the backend</extracomment>
   <translation>höchstens so viele wartende Anfragen, die zusammen bedient werden</translation>
  </message>
  <message>
   <source>warming up</source>
   <translation>wärmt auf</translation>
  </message>
  <message>
   <source>was it moved or deleted? resume goes on with a study where it lies now</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>verschoben oder gelöscht? resume setzt eine Studie dort fort, wo sie jetzt liegt</translation>
  </message>
  <message>
   <source>weaker</source>
   <translation>schwächer</translation>
  </message>
  <message>
   <source>weight</source>
   <extracomment>from the backend</extracomment>
   <translation>Gewicht</translation>
  </message>
  <message>
   <source>weights</source>
   <translation>Gewichte</translation>
  </message>
  <message>
   <source>what a busy core draws, for that estimate; 0: the method's own figure</source>
   <translation>was ein ausgelasteter Kern aufnimmt, für diese Schätzung; 0: der Wert des Verfahrens</translation>
  </message>
  <message>
   <source>what every ratio is taken against</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>woran jedes Verhältnis gemessen wird</translation>
  </message>
  <message>
   <source>whenever old tokens are packed the compiler makes new graphs, dozens of them, until it gives up</source>
   <extracomment>from the backend</extracomment>
   <translation>immer wenn alte Token gepackt werden, baut der Compiler neue Graphen, Dutzende davon, bis er aufgibt</translation>
  </message>
  <message>
   <source>where models run: cpu, cuda or cuda:1</source>
   <translation>wo Modelle laufen: cpu, cuda oder cuda:1</translation>
  </message>
  <message>
   <source>where no counter can be read, energy is estimated from processor time, with an error of about 60 %; such figures are marked and enter no front</source>
   <translation>wo kein Zähler lesbar ist, wird die Energie aus der Prozessorzeit geschätzt, mit etwa 60 % Fehler; solche Zahlen sind gekennzeichnet und kommen auf keine Front</translation>
  </message>
  <message>
   <source>where zeros fall: free, or 2:4 keeps 2 of every 4 neighbours (sparsity then follows from it)</source>
   <extracomment>from the backend</extracomment>
   <translation>wo Nullen hinfallen: frei, oder 2:4 behält 2 von je 4 Nachbarn (die Dünnbesetzung folgt daraus)</translation>
  </message>
  <message>
   <source>which tokens of a window are scored: its last `stride`; every token once, as lm-eval does; or the second half of windows side by side, as llama.cpp does (context=512)</source>
   <extracomment>from the backend</extracomment>
   <translation>welche Token eines Fensters bewertet werden: seine letzten `stride`; jedes Token einmal wie in lm-eval; oder die zweite Hälfte aneinandergrenzender Fenster wie in llama.cpp (context=512)</translation>
  </message>
  <message>
   <source>while it is loaded</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>während es geladen wird</translation>
  </message>
  <message>
   <source>wide layers with few strong directions; prefill and batches; a start for fine-tuning</source>
   <extracomment>from the backend</extracomment>
   <translation>breite Schichten mit wenigen starken Richtungen; Prefill und Stapel; ein Anfang zum Nachtrainieren</translation>
  </message>
  <message>
   <source>width of the pooling that keeps neighbours together; odd</source>
   <extracomment>from the backend</extracomment>
   <translation>Breite des Poolings, das Nachbarn zusammenhält; ungerade</translation>
  </message>
  <message numerus="yes">
   <source>width {width}, {n} heads</source>
   <translation>
    <numerusform>Breite {width}, {n} Kopf</numerusform>
    <numerusform>Breite {width}, {n} Köpfe</numerusform>
   </translation>
  </message>
  <message>
   <source>window</source>
   <extracomment>from the backend</extracomment>
   <translation>Fenster</translation>
  </message>
  <message>
   <source>window</source>
   <comment>choice</comment>
   <extracomment>from the backend</extracomment>
   <translation>Fenster</translation>
  </message>
  <message>
   <source>windows</source>
   <translation>Fenster</translation>
  </message>
  <message>
   <source>windows at most</source>
   <extracomment>from the backend</extracomment>
   <translation>höchstens so viele Fenster</translation>
  </message>
  <message>
   <source>windows of {context}, {items} of them</source>
   <translation>Fenster von {context}, {items} davon</translation>
  </message>
  <message>
   <source>with limits</source>
   <translation>mit Einschränkung</translation>
  </message>
  <message>
   <source>with {name}: {text}</source>
   <translation>mit {name}: {text}</translation>
  </message>
  <message>
   <source>workload {1} does not fit a {2} model</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufgabe {1} passt nicht zu einem {2}-Modell</translation>
  </message>
  <message>
   <source>workload {1} needs a tokenizer, and the model folder has none</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufgabe {1} braucht einen Tokenizer, und der Modellordner hat keinen</translation>
  </message>
  <message>
   <source>workload {1} needs {2} tokens of context, the model has {3}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>die Aufgabe {1} braucht {2} Token Kontext, das Modell hat {3}</translation>
  </message>
  <message>
   <source>workload {1}: stride must be smaller than context</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Aufgabe {1}: stride muss kleiner als context sein</translation>
  </message>
  <message>
   <source>workloads</source>
   <translation>Aufgaben</translation>
  </message>
  <message>
   <source>write HOST or HOST:PORT, the port is {1} by default</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>schreiben Sie RECHNER oder RECHNER:PORT, der Port ist sonst {1}</translation>
  </message>
  <message>
   <source>write METRIC=RATIO to the baseline, as latency.tpot=1.05</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>schreiben Sie MESSGRÖSSE=VERHÄLTNIS zum Ausgangsmodell, etwa latency.tpot=1.05</translation>
  </message>
  <message>
   <source>write at least one word</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>schreiben Sie mindestens ein Wort</translation>
  </message>
  <message>
   <source>write task:name=TASK,include=FOLDER</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>schreiben Sie task:name=AUFGABE,include=ORDNER</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>zeros are stored and multiplied like any number: no time or memory is saved without sparse kernels and storage</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>Nullen werden wie jede Zahl gespeichert und multipliziert: ohne dünnbesetzte Kernel und Speicherung spart das weder Zeit noch Speicher</translation>
  </message>
  <message>
   <source>zoom font scale</source>
   <translation>Zoom Schrift Größe</translation>
  </message>
  <message>
   <source>zoom font scale reset</source>
   <translation>Zoom Schrift Größe zurücksetzen</translation>
  </message>
  <message>
   <source>{1} (fused or expert layers are not cut)</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} (verschmolzene und Expertenschichten werden nicht beschnitten)</translation>
  </message>
  <message>
   <source>{1} GiB, {2} GiB of it free</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} GiB, davon {2} GiB frei</translation>
  </message>
  <message>
   <source>{1} M parameters draft for {2} M</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} Mio. Parameter entwerfen für {2} Mio.</translation>
  </message>
  <message>
   <source>{1} and {2} cannot stand together: {3}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} und {2} vertragen sich nicht: {3}</translation>
  </message>
  <message>
   <source>{1} cannot be read: it is nested too deeply</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} kann nicht gelesen werden: es ist zu tief verschachtelt</translation>
  </message>
  <message>
   <source>{1} cannot be read: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} kann nicht gelesen werden: {2}</translation>
  </message>
  <message>
   <source>{1} cannot be run: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} kann nicht ausgeführt werden: {2}</translation>
  </message>
  <message>
   <source>{1} cannot be {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} kann nicht {2} sein</translation>
  </message>
  <message>
   <source>{1} could not be read any more</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} konnte nicht mehr gelesen werden</translation>
  </message>
  <message>
   <source>{1} does not say which file holds which weight</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} sagt nicht, welche Datei welches Gewicht enthält</translation>
  </message>
  <message>
   <source>{1} drafts for one sequence at a time</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} entwirft für eine Sequenz zugleich</translation>
  </message>
  <message>
   <source>{1} during a turn; repeating did not help, so such turns stay as they are</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} in einem Durchgang; Wiederholen half nicht, daher bleiben solche Durchgänge stehen</translation>
  </message>
  <message>
   <source>{1} exists already</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} gibt es schon</translation>
  </message>
  <message>
   <source>{1} further lines of the event files were changed, and left out</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} weitere Zeilen der Ereignisdateien wurden verändert und sind weggelassen</translation>
  </message>
  <message>
   <source>{1} goes back in time</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} geht in der Zeit zurück</translation>
  </message>
  <message>
   <source>{1} grew {2} {3} than the baseline over the study (unstable)</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} wurde im Lauf der Studie um {2} {3} als das Ausgangsmodell (instabil)</translation>
  </message>
  <message>
   <source>{1} has a gap (it was reset, the machine slept, or it was read too late)</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} hat eine Lücke (zurückgesetzt, der Rechner schlief, oder zu spät gelesen)</translation>
  </message>
  <message>
   <source>{1} has lost its event files, which hold what was measured</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} hat seine Ereignisdateien verloren, in denen das Gemessene steht</translation>
  </message>
  <message>
   <source>{1} has no examples</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} hat keine Beispiele</translation>
  </message>
  <message>
   <source>{1} has no item that fits the model's {2} positions</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} hat kein Element, das in die {2} Stellen des Modells passt</translation>
  </message>
  <message>
   <source>{1} has no pair that fits the model's {2} positions</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} hat kein Paar, das in die {2} Stellen des Modells passt</translation>
  </message>
  <message>
   <source>{1} has no parameter {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} hat keinen Parameter {2}</translation>
  </message>
  <message>
   <source>{1} has no task {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} hat keine Aufgabe {2}</translation>
  </message>
  <message>
   <source>{1} has the label {2}, which the model does not know</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} hat die Klasse {2}, die das Modell nicht kennt</translation>
  </message>
  <message>
   <source>{1} has version {2}, this program knows {3}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} hat Version {2}, dieses Programm kennt {3}</translation>
  </message>
  <message>
   <source>{1} has {2} images and {3} labels</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} hat {2} Bilder und {3} Klassen</translation>
  </message>
  <message>
   <source>{1} holds a study already</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} enthält schon eine Studie</translation>
  </message>
  <message>
   <source>{1} holds events of two runs mixed together: number {2} is there twice</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} enthält vermischte Ereignisse zweier Läufe: Nummer {2} kommt zweimal vor</translation>
  </message>
  <message>
   <source>{1} is a file, not a model folder</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist eine Datei, kein Modellordner</translation>
  </message>
  <message>
   <source>{1} is a link to nowhere</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist ein Verweis ins Leere</translation>
  </message>
  <message>
   <source>{1} is bound by memory: {2} of the multiplications are gone, but as many bytes are read</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist durch den Speicher begrenzt: {2} der Multiplikationen sind fort, aber ebenso viele Bytes werden gelesen</translation>
  </message>
  <message>
   <source>{1} is bound by multiplication: fewer bytes are read, but as much is multiplied</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist durch Multiplikation begrenzt: weniger Bytes werden gelesen, aber ebenso viel wird multipliziert</translation>
  </message>
  <message>
   <source>{1} is damaged: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist beschädigt: {2}</translation>
  </message>
  <message>
   <source>{1} is empty</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist leer</translation>
  </message>
  <message>
   <source>{1} is for {2}; this model is of another kind</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist für {2}; dieses Modell ist von anderer Art</translation>
  </message>
  <message>
   <source>{1} is in use by another Paretoscope process{2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} wird von einem anderen Paretoscope-Prozess benutzt{2}</translation>
  </message>
  <message>
   <source>{1} is nested too deeply</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist zu tief verschachtelt</translation>
  </message>
  <message>
   <source>{1} is no address of a meter</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist keine Adresse eines Zählers</translation>
  </message>
  <message>
   <source>{1} is no export of this program: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist kein Export dieses Programms: {2}</translation>
  </message>
  <message>
   <source>{1} is no name for a folder</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist kein Name für einen Ordner</translation>
  </message>
  <message>
   <source>{1} is no study folder: it has no study.toml</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist kein Studienordner: study.toml fehlt</translation>
  </message>
  <message>
   <source>{1} is no table</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist keine Tabelle</translation>
  </message>
  <message>
   <source>{1} is no time: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist keine Zeit: {2}</translation>
  </message>
  <message>
   <source>{1} is no whole number of tokens: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist keine ganze Zahl von Token: {2}</translation>
  </message>
  <message>
   <source>{1} is none of the kinds that can be profiled</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} gehört zu keiner Art, die gemessen werden kann</translation>
  </message>
  <message>
   <source>{1} is not UTF-8: byte {2} cannot be read</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist kein UTF-8: Byte {2} ist nicht lesbar</translation>
  </message>
  <message>
   <source>{1} is not valid TOML: {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist kein gültiges TOML: {2}</translation>
  </message>
  <message>
   <source>{1} is not writable</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist nicht beschreibbar</translation>
  </message>
  <message>
   <source>{1} is only simulated here</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist hier nur simuliert</translation>
  </message>
  <message>
   <source>{1} is outside the blocks and factorised without whitening</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} liegt außerhalb der Blöcke und wird ohne Whitening zerlegt</translation>
  </message>
  <message>
   <source>{1} is outside the blocks and rounded to nearest</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} liegt außerhalb der Blöcke und wird zum Nächsten gerundet</translation>
  </message>
  <message>
   <source>{1} is too coarse for a turn</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist für einen Durchgang zu grob</translation>
  </message>
  <message>
   <source>{1} is too short: {2} bytes cannot hold {3} tokens</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} ist zu kurz: {2} Bytes können keine {3} Token enthalten</translation>
  </message>
  <message>
   <source>{1} knows {2}; this model is of type {3}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} kennt {2}; dieses Modell ist {3}</translation>
  </message>
  <message>
   <source>{1} line {2} cannot be read</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}: Zeile {2} ist nicht lesbar</translation>
  </message>
  <message>
   <source>{1} lives in memory only and stands before a stored technique</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} lebt nur im Speicher und steht vor einer gespeicherten Technik</translation>
  </message>
  <message>
   <source>{1} met a batch with padding</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} traf auf einen Stapel mit Auffüllung</translation>
  </message>
  <message>
   <source>{1} needs a tokenizer, and the model folder has none</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} braucht einen Tokenizer, und der Modellordner hat keinen</translation>
  </message>
  <message>
   <source>{1} needs about {2} of {3}memory {4} ({5}; predicted, +-{6}), {7} may be used</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} braucht etwa {2} {3}Speicher {4} ({5}; vorhergesagt, +-{6}), {7} dürfen benutzt werden</translation>
  </message>
  <message>
   <source>{1} needs calibration text</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} braucht Kalibriertext</translation>
  </message>
  <message>
   <source>{1} of each {2} tokens stay in the cache</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} von je {2} Token bleiben im Cache</translation>
  </message>
  <message>
   <source>{1} of the claimed change (on a log scale for ratios)</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} der behaupteten Änderung (bei Verhältnissen logarithmisch)</translation>
  </message>
  <message>
   <source>{1} of {2} layers is none</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} von {2} Schichten ist keine</translation>
  </message>
  <message>
   <source>{1} of {2} parameters are trained</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} von {2} Parametern werden trainiert</translation>
  </message>
  <message>
   <source>{1} runs on {2}, not on {3}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} läuft auf {2}, nicht auf {3}</translation>
  </message>
  <message>
   <source>{1} s cannot buy the minimum of protocol {2} for {3} trials: about {4} s are needed</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} s reichen nicht für das Mindeste von Protokoll {2} bei {3} Versuchen: etwa {4} s sind nötig</translation>
  </message>
  <message>
   <source>{1} s cannot buy the minimum of {2} calls and {3} s for each trial: one call of {4} takes {5} s here ({6}), so about {7} s are needed</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} s reichen nicht für mindestens {2} Aufrufe und {3} s je Versuch: ein Aufruf von {4} dauert hier {5} s ({6}), also sind etwa {7} s nötig</translation>
  </message>
  <message>
   <source>{1} s is too short for {2}: it takes {3} s</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} s ist für {2} zu kurz: es dauert {3} s</translation>
  </message>
  <message>
   <source>{1} stands at {2} of its nearest wall: time is lost between operators, not in them</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} steht bei {2} seiner nächsten Grenze: die Zeit geht zwischen den Operatoren verloren, nicht in ihnen</translation>
  </message>
  <message>
   <source>{1} stands twice in one recipe</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} steht zweimal in einem Rezept</translation>
  </message>
  <message>
   <source>{1} takes no turns, it is evaluated</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} kennt keine Durchgänge, es wird bewertet</translation>
  </message>
  <message>
   <source>{1} threads instead of {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} Threads statt {2}</translation>
  </message>
  <message>
   <source>{1} tokens enter, about {2} leave</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} Token gehen hinein, etwa {2} heraus</translation>
  </message>
  <message>
   <source>{1} tokens were generated where {2} were asked for</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} Token wurden erzeugt, wo {2} verlangt waren</translation>
  </message>
  <message>
   <source>{1} turns that count were disturbed by other programs</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} zählende Durchgänge wurden von anderen Programmen gestört</translation>
  </message>
  <message>
   <source>{1} was never begun</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} wurde nie begonnen</translation>
  </message>
  <message>
   <source>{1} was not measured for this recipe</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} wurde für dieses Rezept nicht gemessen</translation>
  </message>
  <message>
   <source>{1} weights are missing, the first is {2}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} Gewichte fehlen, das erste ist {2}</translation>
  </message>
  <message>
   <source>{1} {2} discarded and repeated</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1} {2} verworfen und wiederholt</translation>
  </message>
  <message>
   <source>{1}, polled power</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}, abgefragte Leistung</translation>
  </message>
  <message>
   <source>{1}, {2} cores usable, {3}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}, {2} Kerne nutzbar, {3}</translation>
  </message>
  <message>
   <source>{1}-bit weights have no kernel in torch: unpacked at every call, smaller but slower</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>für Gewichte in {1} Bit hat torch keinen Kernel: bei jedem Aufruf entpackt, kleiner, aber langsamer</translation>
  </message>
  <message>
   <source>{1}: bound by memory, at {2} of the {3} that this machine reaches on {4}; at most {5} is left unless fewer bytes are moved.</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}: durch den Speicher begrenzt, bei {2} der {3}, die dieser Rechner auf {4} erreicht; höchstens {5} bleibt, solange nicht weniger Bytes bewegt werden.</translation>
  </message>
  <message>
   <source>{1}: bound by multiplication, at {2} of the {3} this machine reaches in {4}; at most {5} is left unless less is multiplied or in another format.</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}: durch Multiplikation begrenzt, bei {2} der {3}, die dieser Rechner in {4} erreicht; höchstens {5} bleibt, solange nicht weniger oder in einem anderen Format multipliziert wird.</translation>
  </message>
  <message>
   <source>{1}: neither memory nor multiplication bounds it, as {2} of the nearest wall ({3}) is used; without what is lost between operators and in small kernels it could be up to {4} as fast.</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}: weder Speicher noch Multiplikation begrenzt es, denn von der nächsten Grenze ({3}) werden {2} genutzt; ohne das, was zwischen Operatoren und in kleinen Kerneln verloren geht, wäre es bis zu {4} so schnell.</translation>
  </message>
  <message>
   <source>{1}: the first {2} turns had not reached a steady state</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}: die ersten {2} Durchgänge waren noch nicht eingeschwungen</translation>
  </message>
  <message>
   <source>{1}: turns vary by {2}, which is noisy; its intervals are wide</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}: Durchgänge schwanken um {2}, was unruhig ist; seine Intervalle sind breit</translation>
  </message>
  <message>
   <source>{1}: {2} = {3} is out of range</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}: {2} = {3} liegt außerhalb des Erlaubten</translation>
  </message>
  <message>
   <source>{1}: {2} cannot be {3}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}: {2} kann nicht {3} sein</translation>
  </message>
  <message>
   <source>{1}: {2} must be {3}, not {4}</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}: {2} muss {3} sein, nicht {4}</translation>
  </message>
  <message>
   <source>{1}: {2} of the nearest wall ({3}), more than was found possible in {4}: its kernel multiplies in another format, or other programs ran when the ceilings were measured (`paretoscope doctor --ceilings` measures them again).</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}: {2} der nächsten Grenze ({3}), mehr als in {4} möglich schien: der Kernel multipliziert in einem anderen Format, oder bei der Messung der Obergrenzen liefen andere Programme (`paretoscope doctor --ceilings` misst sie neu).</translation>
  </message>
  <message>
   <source>{1}: {2}; it was tried again in rounds of its own beside the baseline</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}: {2}; es wurde in eigenen Runden neben dem Ausgangsmodell noch einmal versucht</translation>
  </message>
  <message>
   <source>{1}; or close other programs, or raise --memory</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}; oder andere Programme schließen, oder --memory erhöhen</translation>
  </message>
  <message>
   <source>{1}; or end what else uses the GPU, or take --device cpu</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}; oder beenden, was die GPU sonst nutzt, oder --device cpu</translation>
  </message>
  <message>
   <source>{1}; ratios are paired by round</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}; Verhältnisse sind Runde für Runde gepaart</translation>
  </message>
  <message>
   <source>{1}; repeated</source>
   <comment>backend</comment>
   <extracomment>from the backend</extracomment>
   <translation>{1}; wiederholt</translation>
  </message>
  <message>
   <source>{after} of weights instead of {before}</source>
   <translation>{after} Gewichte statt {before}</translation>
  </message>
  <message>
   <source>{after} stored numbers instead of {before}</source>
   <translation>{after} gespeicherte Zahlen statt {before}</translation>
  </message>
  <message>
   <source>{available} of {total} free</source>
   <translation>{available} von {total} frei</translation>
  </message>
  <message>
   <source>{bytes} bytes of weights</source>
   <translation>{bytes} Bytes an Gewichten</translation>
  </message>
  <message>
   <source>{free} of memory are free now. Predicted for one process and the planned workloads, before anything is loaded; filled: weights, hatched: KV cache, dotted: the rest, thin line: how far it may be off.</source>
   <translation>{free} Speicher sind jetzt frei. Vorhergesagt für einen Prozess und die geplanten Aufgaben, bevor etwas geladen wird; gefüllt: Gewichte, schraffiert: KV-Cache, gepunktet: der Rest, dünne Linie: wie weit es danebenliegen kann.</translation>
  </message>
  <message>
   <source>{hint} Agree on the Techniques page, or choose another model.</source>
   <translation>{hint} Stimmen Sie auf der Seite Techniken zu oder wählen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>{kept} channels stay in each block</source>
   <translation>{kept} Kanäle bleiben in jedem Block</translation>
  </message>
  <message>
   <source>{low} to {high}</source>
   <translation>{low} bis {high}</translation>
  </message>
  <message>
   <source>{name} in {path}</source>
   <translation>{name} in {path}</translation>
  </message>
  <message>
   <source>{name} is neither a model folder nor a study.</source>
   <translation>{name} ist weder ein Modellordner noch eine Studie.</translation>
  </message>
  <message>
   <source>{name} is running, and two studies would disturb each other.</source>
   <translation>{name} läuft, und zwei Studien würden einander stören.</translation>
  </message>
  <message>
   <source>{name}, slider</source>
   <translation>{name}, Schieber</translation>
  </message>
  <message>
   <source>{name}, step of the recipe</source>
   <translation>{name}, Schritt des Rezepts</translation>
  </message>
  <message>
   <source>{name}, {items} documents, {shots} worked examples before each</source>
   <translation>{name}, {items} Dokumente, vor jedem {shots} gelöste Beispiele</translation>
  </message>
  <message>
   <source>{name}, {protocol} protocol</source>
   <translation>{name}, Protokoll {protocol}</translation>
  </message>
  <message>
   <source>{name}: the measuring process has said nothing for {time}.</source>
   <translation>{name}: der messende Prozess hat seit {time} nichts gesagt.</translation>
  </message>
  <message>
   <source>{n} agree</source>
   <translation>{n} bestätigt</translation>
  </message>
  <message numerus="yes">
   <source>{n} cores</source>
   <translation>
    <numerusform>{n} Kern</numerusform>
    <numerusform>{n} Kerne</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} layers</source>
   <translation>
    <numerusform>{n} Schicht</numerusform>
    <numerusform>{n} Schichten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} more recipes are not shown.</source>
   <translation>
    <numerusform>{n} weiteres Rezept wird nicht gezeigt.</numerusform>
    <numerusform>{n} weitere Rezepte werden nicht gezeigt.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} opposite</source>
   <translation>{n} gegenteilig</translation>
  </message>
  <message numerus="yes">
   <source>{n} other Pythons without torch.</source>
   <translation>
    <numerusform>{n} weiteres Python ohne torch.</numerusform>
    <numerusform>{n} weitere Pythons ohne torch.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} parts of the model changed</source>
   <translation>
    <numerusform>{n} Teil des Modells geändert</numerusform>
    <numerusform>{n} Teile des Modells geändert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} parts: {parts}.</source>
   <translation>
    <numerusform>{n} Teil: {parts}.</numerusform>
    <numerusform>{n} Teile: {parts}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} real gains</source>
   <translation>
    <numerusform>{n} gesicherter Gewinn</numerusform>
    <numerusform>{n} gesicherte Gewinne</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} real regressions</source>
   <translation>
    <numerusform>{n} gesicherte Verschlechterung</numerusform>
    <numerusform>{n} gesicherte Verschlechterungen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} recipes are only in the first one.</source>
   <translation>
    <numerusform>{n} Rezept ist nur in der ersten.</numerusform>
    <numerusform>{n} Rezepte sind nur in der ersten.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} recipes are only in the second one.</source>
   <translation>
    <numerusform>{n} Rezept ist nur in der zweiten.</numerusform>
    <numerusform>{n} Rezepte sind nur in der zweiten.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} rounds count so far.</source>
   <translation>
    <numerusform>{n} Runde zählt bisher.</numerusform>
    <numerusform>{n} Runden zählen bisher.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} studies run in the background: {names}.</source>
   <translation>
    <numerusform>{n} Studie läuft im Hintergrund: {names}.</numerusform>
    <numerusform>{n} Studien laufen im Hintergrund: {names}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} studies, {size} on disk</source>
   <translation>
    <numerusform>{n} Studie, {size} auf der Platte</numerusform>
    <numerusform>{n} Studien, {size} auf der Platte</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} techniques</source>
   <translation>
    <numerusform>{n} Technik</numerusform>
    <numerusform>{n} Techniken</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} trials</source>
   <translation>
    <numerusform>{n} Versuch</numerusform>
    <numerusform>{n} Versuche</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} trials on {axes} axes; {said}. Up and down go from trial to trial.</source>
   <translation>
    <numerusform>{n} Versuch auf {axes} Achsen; {said}. Auf und Ab gehen von Versuch zu Versuch.</numerusform>
    <numerusform>{n} Versuche auf {axes} Achsen; {said}. Auf und Ab gehen von Versuch zu Versuch.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} trials, {axes}.</source>
   <translation>
    <numerusform>{n} Versuch, {axes}.</numerusform>
    <numerusform>{n} Versuche, {axes}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} turns cut off and run again</source>
   <translation>
    <numerusform>{n} Durchgang abgebrochen und wiederholt</numerusform>
    <numerusform>{n} Durchgänge abgebrochen und wiederholt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} turns not counted: {why}</source>
   <translation>
    <numerusform>{n} Durchgang nicht gezählt: {why}</numerusform>
    <numerusform>{n} Durchgänge nicht gezählt: {why}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} values of {name}: {n} trials{again}.</source>
   <translation>
    <numerusform>{n} Wert von {name}: {n} Versuch{again}.</numerusform>
    <numerusform>{n} Werte von {name}: {n} Versuche{again}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} warnings</source>
   <translation>
    <numerusform>{n} Warnung</numerusform>
    <numerusform>{n} Warnungen</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} weaker</source>
   <translation>{n} schwächer</translation>
  </message>
  <message>
   <source>{n} without effect here</source>
   <translation>{n} hier ohne Wirkung</translation>
  </message>
  <message>
   <source>{parameters} parameters</source>
   <translation>{parameters} Parameter</translation>
  </message>
  <message>
   <source>{parameters} stored numbers</source>
   <translation>{parameters} gespeicherte Zahlen</translation>
  </message>
  <message>
   <source>{part} less {title}</source>
   <translation>{part} weniger {title}</translation>
  </message>
  <message>
   <source>{part} more {title}</source>
   <translation>{part} mehr {title}</translation>
  </message>
  <message>
   <source>{phase}: {parts} of the traced time{each}.</source>
   <translation>{phase}: {parts} der aufgezeichneten Zeit{each}.</translation>
  </message>
  <message>
   <source>{recipe}: {part} reaches {share} of what {wall} allows, while it is traced.</source>
   <translation>{recipe}: {part} erreicht {share} dessen, was {wall} zulässt, während es verfolgt wird.</translation>
  </message>
  <message>
   <source>{regressions} and {gains} in {n} main numbers.</source>
   <translation>{regressions} und {gains} in {n} wichtigen Zahlen.</translation>
  </message>
  <message>
   <source>{requests} requests, batch up to {batch}</source>
   <translation>{requests} Anfragen, Stapel bis {batch}</translation>
  </message>
  <message>
   <source>{share} of the time</source>
   <translation>{share} der Zeit</translation>
  </message>
  <message>
   <source>{share} of the weights are zero now</source>
   <translation>{share} der Gewichte sind jetzt null</translation>
  </message>
  <message>
   <source>{share} of the words are the same; the others are underlined.</source>
   <translation>{share} der Wörter sind gleich; die anderen sind unterstrichen.</translation>
  </message>
  <message>
   <source>{size} memory</source>
   <translation>{size} Speicher</translation>
  </message>
  <message>
   <source>{start} Not the same: {parts}.</source>
   <translation>{start} Nicht gleich: {parts}.</translation>
  </message>
  <message>
   <source>{start} Nothing else differs.</source>
   <translation>{start} Sonst ist alles gleich.</translation>
  </message>
  <message>
   <source>{start}: the baseline itself; no recipe shows a real gain.</source>
   <translation>{start}: das Ausgangsmodell selbst; kein Rezept zeigt einen gesicherten Gewinn.</translation>
  </message>
  <message>
   <source>{start}: {recipe}. {effects}</source>
   <translation>{start}: {recipe}. {effects}</translation>
  </message>
  <message>
   <source>{steps} steps of {batch} × {length} tokens</source>
   <translation>{steps} Schritte von {batch} × {length} Token</translation>
  </message>
  <message>
   <source>{text}; allowed: {limits}.</source>
   <translation>{text}; erlaubt: {limits}.</translation>
  </message>
  <message>
   <source>{time} elapsed</source>
   <translation>{time} vergangen</translation>
  </message>
  <message>
   <source>{time} left</source>
   <translation>noch {time}</translation>
  </message>
  <message>
   <source>{title} not told apart from the baseline</source>
   <translation>{title} vom Ausgangsmodell nicht zu unterscheiden</translation>
  </message>
  <message>
   <source>{title} trains nothing until fine-tuning is measured too.</source>
   <translation>{title} trainiert nichts, solange Nachtrainieren nicht mitgemessen wird.</translation>
  </message>
  <message>
   <source>{title} {size} better</source>
   <translation>{title} um {size} besser</translation>
  </message>
  <message>
   <source>{title} {size} worse</source>
   <translation>{title} um {size} schlechter</translation>
  </message>
  <message>
   <source>{title}, against the baseline</source>
   <translation>{title}, gegen das Ausgangsmodell</translation>
  </message>
  <message>
   <source>{title}, card</source>
   <translation>{title}, Karte</translation>
  </message>
  <message>
   <source>{title}. {parts}. Press T for the table.</source>
   <translation>{title}. {parts}. T zeigt die Tabelle.</translation>
  </message>
  <message>
   <source>{title}: nothing of the kind applies to this model.</source>
   <translation>{title}: nichts dergleichen passt zu diesem Modell.</translation>
  </message>
  <message>
   <source>{trial}: measuring</source>
   <translation>{trial}: misst</translation>
  </message>
  <message>
   <source>{unit} over the baseline</source>
   <translation>{unit} mehr als Ausgang</translation>
  </message>
  <message>
   <source>{upwards} against {across}</source>
   <translation>{upwards} gegen {across}</translation>
  </message>
  <message>
   <source>{valid} of {n} recipes measured</source>
   <translation>{valid} von {n} Rezepten gemessen</translation>
  </message>
  <message>
   <source>{words} after {now}: {body}. Press T for the table.</source>
   <translation>{words} nach {now}: {body}. T zeigt die Tabelle.</translation>
  </message>
  <message>
   <source>× baseline</source>
   <translation>× Ausgang</translation>
  </message>
 </context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
  <context>
    <name>duologue</name>
    <message>
      <source> · sound</source>
      <translation> · son</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Copier</translation>
    </message>
    <message>
      <source>&amp;Follow</source>
      <translation>&amp;Suivre</translation>
    </message>
    <message>
      <source>&amp;Global mute shortcut</source>
      <translation>Raccourci &amp;global du micro</translation>
    </message>
    <message>
      <source>&amp;Hold</source>
      <translation>&amp;Maintenir</translation>
    </message>
    <message>
      <source>&amp;Mute</source>
      <translation>&amp;Muet</translation>
    </message>
    <message>
      <source>&amp;Open session…</source>
      <translation>&amp;Ouvrir une session…</translation>
    </message>
    <message>
      <source>&amp;This session</source>
      <translation>&amp;Cette session</translation>
    </message>
    <message>
      <source>'{}' is used meanwhile.</source>
      <translation>En attendant, '{}' est utilisé.</translation>
    </message>
    <message>
      <source>1 conversation</source>
      <translation>1 conversation</translation>
    </message>
    <message>
      <source>1 conversation deleted. Undo brings it back.</source>
      <translation>1 conversation supprimée. « Annuler » la rétablit.</translation>
    </message>
    <message>
      <source>1 panel</source>
      <translation>1 panneau</translation>
    </message>
    <message>
      <source>1 utterance</source>
      <translation>1 réplique</translation>
    </message>
    <message>
      <source>A bundle of your own.</source>
      <translation>Un paquet à vous.</translation>
    </message>
    <message>
      <source>A bundle that somebody published on the Hugging Face hub can be downloaded. Give the name of its repository, as owner/name; there is no list of them.</source>
      <translation>Un paquet publié sur le hub Hugging Face peut être téléchargé. Indiquez le nom de son dépôt sous la forme propriétaire/nom ; il n’en existe pas de liste.</translation>
    </message>
    <message>
      <source>A camera, if you like</source>
      <translation>Une caméra, si vous voulez</translation>
    </message>
    <message>
      <source>A line holds 2,000 characters. The rest was left out.</source>
      <translation>Une ligne contient 2 000 caractères. Le reste a été omis.</translation>
    </message>
    <message>
      <source>A minute, step by step; every step can be skipped</source>
      <translation>Une minute, étape par étape ; chacune peut être sautée</translation>
    </message>
    <message>
      <source>A model that knows a lot</source>
      <translation>Un modèle qui sait beaucoup</translation>
    </message>
    <message>
      <source>A program with its arguments, or an address that begins with https://.</source>
      <translation>Un programme avec ses arguments, ou une adresse qui commence par https://.</translation>
    </message>
    <message>
      <source>A timer is still running: {name}.</source>
      <translation>Un minuteur tourne encore : {name}.</translation>
    </message>
    <message>
      <source>About Duologue</source>
      <translation>À propos de Duologue</translation>
    </message>
    <message>
      <source>Add to list</source>
      <translation>Ajouter à la liste</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Address (http://, rtsp://) or file:</source>
      <translation>Adresse (http://, rtsp://) ou fichier :</translation>
    </message>
    <message>
      <source>Address of an OpenAI-compatible server, or folder of a model; empty to look for one here, none for no model.</source>
      <translation>Adresse d’un serveur compatible OpenAI ou dossier d’un modèle ; vide : en chercher un ici ; none : aucun.</translation>
    </message>
    <message>
      <source>Address of your SearXNG server; empty for public search engines.</source>
      <translation>Adresse de votre serveur SearXNG ; vide pour les moteurs publics.</translation>
    </message>
    <message>
      <source>Adds the servers of a copied {"mcpServers": …}, as it stands in their instructions</source>
      <translation>Ajoute les serveurs d’un {"mcpServers": …} copié, tel qu’il figure dans leur mode d’emploi</translation>
    </message>
    <message>
      <source>Add…</source>
      <translation>Ajouter…</translation>
    </message>
    <message>
      <source>Advanced</source>
      <translation>Avancé</translation>
    </message>
    <message>
      <source>Again</source>
      <translation>Encore</translation>
    </message>
    <message>
      <source>Allow</source>
      <translation>Autoriser</translation>
    </message>
    <message>
      <source>Always allow</source>
      <translation>Toujours autoriser</translation>
    </message>
    <message>
      <source>Always allowed</source>
      <translation>Toujours autorisé</translation>
    </message>
    <message>
      <source>Always on top</source>
      <translation>Toujours au premier plan</translation>
    </message>
    <message>
      <source>Another program may be using it: close that program, or choose another camera.</source>
      <translation>Un autre programme l’utilise peut-être : fermez-le ou choisissez une autre caméra.</translation>
    </message>
    <message>
      <source>Answers</source>
      <translation>Réponses</translation>
    </message>
    <message>
      <source>Answers what tools cannot. Enter the address of an OpenAI-compatible server or the folder of a model, or leave it empty to use Ollama, LM Studio, llama.cpp or vLLM if one runs on this machine; enter none to use no model. Changes take effect at the next start.</source>
      <translation>Répond à ce que les outils ne peuvent pas. Entrez l’adresse d’un serveur compatible OpenAI ou le dossier d’un modèle ; laissez vide pour utiliser Ollama, LM Studio, llama.cpp ou vLLM s’il tourne ici ; none pour aucun modèle. Prend effet au prochain démarrage.</translation>
    </message>
    <message>
      <source>Any model that runs in Ollama, LM Studio, llama.cpp or vLLM on this machine will do.</source>
      <translation>Tout modèle qui tourne ici dans Ollama, LM Studio, llama.cpp ou vLLM convient.</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>Apparence</translation>
    </message>
    <message>
      <source>As many as fit</source>
      <translation>Autant que possible</translation>
    </message>
    <message>
      <source>As the window</source>
      <translation>Comme la fenêtre</translation>
    </message>
    <message>
      <source>As usual</source>
      <translation>Normalement</translation>
    </message>
    <message>
      <source>Ask</source>
      <translation>Demander</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>Redemander</translation>
    </message>
    <message>
      <source>Ask first</source>
      <translation>Demander d’abord</translation>
    </message>
    <message>
      <source>Ask for something long, “Tell me what you can do”, and say “stop” in the middle.</source>
      <translation>Demandez quelque chose de long, « Tell me what you can do », et dites « stop » au milieu.</translation>
    </message>
    <message>
      <source>At once</source>
      <translation>Tout de suite</translation>
    </message>
    <message>
      <source>At the start, to measure the echo, and when muting.</source>
      <translation>Au démarrage, pour mesurer l’écho, et en coupant le micro.</translation>
    </message>
    <message>
      <source>At {cursor_s:.1f} seconds</source>
      <translation>À {cursor_s:.1f} secondes</translation>
    </message>
    <message>
      <source>At {t:.1f} s</source>
      <translation>À {t:.1f} s</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Retour</translation>
    </message>
    <message>
      <source>Background</source>
      <translation>Fond</translation>
    </message>
    <message>
      <source>Background model</source>
      <translation>Modèle d’arrière-plan</translation>
    </message>
    <message>
      <source>Background model: {name}…</source>
      <translation>Modèle d’arrière-plan : {name}…</translation>
    </message>
    <message>
      <source>Background model…</source>
      <translation>Modèle d’arrière-plan…</translation>
    </message>
    <message>
      <source>Black on white</source>
      <translation>Noir sur blanc</translation>
    </message>
    <message>
      <source>Both</source>
      <translation>Les deux</translation>
    </message>
    <message>
      <source>Both ways</source>
      <translation>Dans les deux sens</translation>
    </message>
    <message>
      <source>Both ways: what is said in either language is put into the other</source>
      <translation>Dans les deux sens : ce qui est dit dans une langue est traduit dans l'autre</translation>
    </message>
    <message>
      <source>Break in</source>
      <translation>Coupez-lui la parole</translation>
    </message>
    <message>
      <source>Bring back what was deleted (Ctrl+Z)</source>
      <translation>Rétablit ce qui a été supprimé (Ctrl+Z)</translation>
    </message>
    <message>
      <source>Bringing {} back…</source>
      <translation>Restauration de {}…</translation>
    </message>
    <message>
      <source>Build again</source>
      <translation>Reconstruire</translation>
    </message>
    <message>
      <source>Build the model now</source>
      <translation>Construire le modèle maintenant</translation>
    </message>
    <message>
      <source>Building {}…</source>
      <translation>Construction de {}…</translation>
    </message>
    <message>
      <source>Calculator</source>
      <translation>Calculatrice</translation>
    </message>
    <message>
      <source>Calibrate</source>
      <translation>Calibrer</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Caméra</translation>
    </message>
    <message>
      <source>Can it hear you?</source>
      <translation>Vous entend-il ?</translation>
    </message>
    <message>
      <source>Can you hear it?</source>
      <translation>L’entendez-vous ?</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Cancel reminder</source>
      <translation>Annuler le rappel</translation>
    </message>
    <message>
      <source>Cancel timer</source>
      <translation>Annuler le minuteur</translation>
    </message>
    <message>
      <source>Cases (*.json)</source>
      <translation>Cas (*.json)</translation>
    </message>
    <message>
      <source>Chance</source>
      <translation>Hasard</translation>
    </message>
    <message>
      <source>Change keys…</source>
      <translation>Changer les touches…</translation>
    </message>
    <message>
      <source>Chart</source>
      <translation>Graphique</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>Vérifier</translation>
    </message>
    <message>
      <source>Check that it isn't switched off, on the device or in the system's sound settings, or choose another.</source>
      <translation>Vérifiez qu'il n'est pas coupé, sur l'appareil ou dans les réglages du son, ou choisissez-en un autre.</translation>
    </message>
    <message>
      <source>Check the address, and that the camera is on.</source>
      <translation>Vérifiez l'adresse, et que la caméra est allumée.</translation>
    </message>
    <message>
      <source>Checking {}…</source>
      <translation>Vérification de {}…</translation>
    </message>
    <message>
      <source>Choose a speaker and a voice, and listen.</source>
      <translation>Choisissez un haut-parleur et une voix, et écoutez.</translation>
    </message>
    <message>
      <source>Choose camera…</source>
      <translation>Choisir la caméra…</translation>
    </message>
    <message>
      <source>Choose keys…</source>
      <translation>Choisir les touches…</translation>
    </message>
    <message>
      <source>Choose microphone…</source>
      <translation>Choisir le micro…</translation>
    </message>
    <message>
      <source>Choose one…</source>
      <translation>En choisir un…</translation>
    </message>
    <message>
      <source>Choose speaker…</source>
      <translation>Choisir le haut-parleur…</translation>
    </message>
    <message>
      <source>City for the weather when you name none.</source>
      <translation>Ville pour la météo quand vous n’en nommez pas.</translation>
    </message>
    <message>
      <source>Click a field, then press a shortcut. Backspace removes it.</source>
      <translation>Cliquez dans un champ, puis appuyez sur un raccourci. Retour arrière l’enlève.</translation>
    </message>
    <message>
      <source>Click for the figures.</source>
      <translation>Cliquez pour voir les mesures.</translation>
    </message>
    <message>
      <source>Clock</source>
      <translation>Horloge</translation>
    </message>
    <message>
      <source>Clock at start</source>
      <translation>Horloge au démarrage</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
    <message>
      <source>Close (Esc)</source>
      <translation>Fermer (Échap)</translation>
    </message>
    <message>
      <source>Close anyway</source>
      <translation>Fermer quand même</translation>
    </message>
    <message>
      <source>Close panel</source>
      <translation>Fermer le panneau</translation>
    </message>
    <message>
      <source>Close panel: {name}</source>
      <translation>Fermer le panneau : {name}</translation>
    </message>
    <message>
      <source>Closed panels</source>
      <translation>Panneaux fermés</translation>
    </message>
    <message>
      <source>Closing the window leaves it listening in the tray, where there is one; Quit ends it.</source>
      <translation>Fenêtre fermée, il continue d’écouter dans la zone de notification, s’il y en a une ; « Quitter » l’arrête.</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Couleurs</translation>
    </message>
    <message>
      <source>Colours of text and background.</source>
      <translation>Couleurs du texte et du fond.</translation>
    </message>
    <message>
      <source>Compute</source>
      <translation>Calcul</translation>
    </message>
    <message>
      <source>Computer</source>
      <translation>Ordinateur</translation>
    </message>
    <message>
      <source>Computer on or off ({keys})</source>
      <translation>Ordinateur oui ou non ({keys})</translation>
    </message>
    <message>
      <source>Connect a microphone and start again.</source>
      <translation>Branchez un micro et redémarrez.</translation>
    </message>
    <message>
      <source>Connect one, or check the system's sound settings.</source>
      <translation>Branchez-en un ou vérifiez les réglages audio du système.</translation>
    </message>
    <message>
      <source>Consent</source>
      <translation>Accord</translation>
    </message>
    <message>
      <source>Content of panel: {name}</source>
      <translation>Contenu du panneau : {name}</translation>
    </message>
    <message>
      <source>Conversation</source>
      <translation>Conversation</translation>
    </message>
    <message>
      <source>Conversations</source>
      <translation>Conversations</translation>
    </message>
    <message>
      <source>Converter</source>
      <translation>Convertisseur</translation>
    </message>
    <message>
      <source>Copied: {words}</source>
      <translation>Copié : {words}</translation>
    </message>
    <message>
      <source>Copies what is said of the moment that you point at</source>
      <translation>Copie ce qui est dit du moment pointé</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Copier</translation>
    </message>
    <message>
      <source>Count</source>
      <translation>Compter</translation>
    </message>
    <message>
      <source>Count anew</source>
      <translation>Recompter</translation>
    </message>
    <message>
      <source>Count the days</source>
      <translation>Compter les jours</translation>
    </message>
    <message>
      <source>Crash report</source>
      <translation>Rapport de plantage</translation>
    </message>
    <message>
      <source>Cyan on blue</source>
      <translation>Cyan sur bleu</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Sombre</translation>
    </message>
    <message>
      <source>Data (*.json)</source>
      <translation>Données (*.json)</translation>
    </message>
    <message>
      <source>Days after which a conversation is deleted, at the next start; 0 for never.</source>
      <translation>Jours après lesquels une conversation est supprimée, au prochain démarrage ; 0 pour jamais.</translation>
    </message>
    <message>
      <source>Defaults</source>
      <translation>Par défaut</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Supprimer</translation>
    </message>
    <message>
      <source>Delete after days</source>
      <translation>Supprimer après (jours)</translation>
    </message>
    <message>
      <source>Delete notes</source>
      <translation>Supprimer des notes</translation>
    </message>
    <message>
      <source>Delete report</source>
      <translation>Supprimer le rapport</translation>
    </message>
    <message>
      <source>Delete what is selected; it can be undone (Del)</source>
      <translation>Supprime la sélection ; peut être annulé (Suppr)</translation>
    </message>
    <message>
      <source>Deutsch</source>
      <translation>Deutsch</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Masquer</translation>
    </message>
    <message>
      <source>Dismiss notice</source>
      <translation>Masquer l’avis</translation>
    </message>
    <message>
      <source>Don't</source>
      <translation>Non</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Terminé</translation>
    </message>
    <message>
      <source>Download</source>
      <translation>Télécharger</translation>
    </message>
    <message>
      <source>Download a bundle</source>
      <translation>Télécharger un paquet</translation>
    </message>
    <message>
      <source>Downloading {name}: {done} of {total} MB</source>
      <translation>Téléchargement de {name} : {done} sur {total} Mo</translation>
    </message>
    <message>
      <source>Downloading {}…</source>
      <translation>Téléchargement de {}…</translation>
    </message>
    <message>
      <source>Duologue can't hear you. Type, and it answers.</source>
      <translation>Duologue ne vous entend pas. Écrivez, il répondra.</translation>
    </message>
    <message>
      <source>Duologue cannot start</source>
      <translation>Duologue ne peut pas démarrer</translation>
    </message>
    <message>
      <source>Duologue crashed the last time.</source>
      <translation>Duologue a planté la dernière fois.</translation>
    </message>
    <message>
      <source>Duologue goes on listening in the tray.</source>
      <translation>Duologue continue d’écouter dans la zone de notification.</translation>
    </message>
    <message>
      <source>Duologue is not running</source>
      <translation>Duologue n’est pas lancé</translation>
    </message>
    <message>
      <source>Duologue is still translating, as it was when it was closed.</source>
      <translation>Duologue traduit toujours, comme à sa fermeture.</translation>
    </message>
    <message>
      <source>Duologue listens on this machine alone: nothing you say leaves it.</source>
      <translation>Duologue n’écoute que sur cet ordinateur : rien de ce que vous dites n’en sort.</translation>
    </message>
    <message>
      <source>Earlier (Enter)</source>
      <translation>Précédent (Entrée)</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Modifier…</translation>
    </message>
    <message>
      <source>Ended</source>
      <translation>Terminé</translation>
    </message>
    <message>
      <source>English</source>
      <translation>English</translation>
    </message>
    <message>
      <source>Environment of the program, or headers of the requests: NAME=value, one a line</source>
      <translation>Environnement du programme ou en-têtes des requêtes : NOM=valeur, un par ligne</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Erreur</translation>
    </message>
    <message>
      <source>Español</source>
      <translation>Español</translation>
    </message>
    <message>
      <source>Everything runs on this machine.</source>
      <translation>Tout tourne sur cet ordinateur.</translation>
    </message>
    <message>
      <source>Everything runs on this machine. Bundles are built here from published packages, each compared with its digest; what is fetched once is kept, and a build that was broken off goes on from there.</source>
      <translation>Tout tourne sur cet ordinateur. Les modèles sont construits ici à partir de paquets publiés, chacun comparé à son empreinte ; ce qui a été téléchargé est gardé, et une construction interrompue reprend où elle en était.</translation>
    </message>
    <message>
      <source>Explains and reasons, mostly in English; calls no tools.</source>
      <translation>Explique et raisonne, surtout en anglais ; ne se sert d’aucun outil.</translation>
    </message>
    <message>
      <source>Explains, reasons and calculates, in more than twenty languages.</source>
      <translation>Explique, raisonne et calcule, en plus de vingt langues.</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exporter</translation>
    </message>
    <message>
      <source>Export settings</source>
      <translation>Exporter les réglages</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exporter…</translation>
    </message>
    <message>
      <source>Fetches the parts of the model once and puts them together on this machine</source>
      <translation>Télécharge une fois les parties du modèle et les assemble sur cet ordinateur</translation>
    </message>
    <message>
      <source>Figures</source>
      <translation>Mesures</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>Filtrer</translation>
    </message>
    <message>
      <source>Find in {where}</source>
      <translation>Chercher dans {where}</translation>
    </message>
    <message>
      <source>Find what was said</source>
      <translation>Chercher ce qui a été dit</translation>
    </message>
    <message>
      <source>Find words</source>
      <translation>Chercher des mots</translation>
    </message>
    <message>
      <source>First camera</source>
      <translation>Première caméra</translation>
    </message>
    <message>
      <source>Floor</source>
      <translation>Parole</translation>
    </message>
    <message>
      <source>Folder of a replay or of a recorded session</source>
      <translation>Dossier d’une relecture ou d’une session enregistrée</translation>
    </message>
    <message>
      <source>Follows instructions and calls tools well for its size.</source>
      <translation>Suit les consignes et se sert des outils, bien pour sa taille.</translation>
    </message>
    <message>
      <source>For small machines: quick, short answers in many languages; often wrong about facts.</source>
      <translation>Pour les petits ordinateurs : réponses rapides et courtes en de nombreuses langues ; se trompe souvent sur les faits.</translation>
    </message>
    <message>
      <source>Found: {name}</source>
      <translation>Trouvé : {name}</translation>
    </message>
    <message>
      <source>Four</source>
      <translation>Quatre</translation>
    </message>
    <message>
      <source>Français</source>
      <translation>Français</translation>
    </message>
    <message>
      <source>From here</source>
      <translation>À partir d'ici</translation>
    </message>
    <message>
      <source>General</source>
      <translation>Général</translation>
    </message>
    <message>
      <source>Getting ready to listen</source>
      <translation>Se prépare à écouter</translation>
    </message>
    <message>
      <source>Getting started</source>
      <translation>Premiers pas</translation>
    </message>
    <message>
      <source>Getting started…</source>
      <translation>Premiers pas…</translation>
    </message>
    <message>
      <source>Give it another title (F2)</source>
      <translation>Lui donner un autre titre (F2)</translation>
    </message>
    <message>
      <source>Give up</source>
      <translation>Abandonner</translation>
    </message>
    <message>
      <source>Gives way</source>
      <translation>Cède la parole</translation>
    </message>
    <message>
      <source>Global mute</source>
      <translation>Muet partout</translation>
    </message>
    <message>
      <source>Global mute shortcut</source>
      <translation>Raccourci global du micro</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Continuer</translation>
    </message>
    <message>
      <source>Go on in the tray</source>
      <translation>Continuer en arrière-plan</translation>
    </message>
    <message>
      <source>Go on with this conversation (Enter)</source>
      <translation>Continuer cette conversation (Entrée)</translation>
    </message>
    <message>
      <source>Have it watch the time</source>
      <translation>Faites-lui surveiller l’heure</translation>
    </message>
    <message>
      <source>Heard: “{}”</source>
      <translation>Entendu : « {} »</translation>
    </message>
    <message>
      <source>Hears, decides and speaks English, and sees.</source>
      <translation>Entend, décide et parle anglais, et voit.</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Aide</translation>
    </message>
    <message>
      <source>High contrast</source>
      <translation>Contraste élevé</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Historique</translation>
    </message>
    <message>
      <source>History…</source>
      <translation>Historique…</translation>
    </message>
    <message>
      <source>Hold</source>
      <translation>Maintenir</translation>
    </message>
    <message>
      <source>Hold it to mute, or to be heard while the microphone is off.</source>
      <translation>Maintenez-la pour couper le micro, ou pour être entendu quand il est coupé.</translation>
    </message>
    <message>
      <source>Hold to mute</source>
      <translation>Maintenir pour couper</translation>
    </message>
    <message>
      <source>How fast it speaks, in times its usual speed.</source>
      <translation>Sa vitesse, en multiple de la normale.</translation>
    </message>
    <message>
      <source>How long after its words the newest translation stood</source>
      <translation>Combien de temps après ses mots la dernière traduction était là</translation>
    </message>
    <message>
      <source>How loud it is, in times its usual sound pressure.</source>
      <translation>Son volume, en multiple de la pression sonore normale.</translation>
    </message>
    <message>
      <source>How many lines of text of each language the window shows.</source>
      <translation>Combien de lignes de texte de chaque langue la fenêtre affiche.</translation>
    </message>
    <message>
      <source>How much of what is behind the window its background hides; the text stays solid.</source>
      <translation>Ce que le fond cache de ce qui est derrière la fenêtre ; le texte reste opaque.</translation>
    </message>
    <message>
      <source>How soon it answers where a pause might be the end: patiently leaves you more time to think.</source>
      <translation>Quand il répond à une pause qui pourrait être la fin : « Patiemment » vous laisse plus de temps pour réfléchir.</translation>
    </message>
    <message>
      <source>How soon it stops when you talk while it speaks: at once also at a word that was not meant for it.</source>
      <translation>Quand il se tait si vous parlez en même temps : « Tout de suite » même pour un mot qui ne lui était pas destiné.</translation>
    </message>
    <message>
      <source>ISO 639-1 code of the language to translate into.</source>
      <translation>Code ISO 639-1 de la langue de traduction.</translation>
    </message>
    <message>
      <source>ISO 639-1 code of the language you speak; any for whichever it is.</source>
      <translation>Code ISO 639-1 de la langue que vous parlez ; any pour n’importe laquelle.</translation>
    </message>
    <message>
      <source>ISO 8601 time at session start; empty for the real time.</source>
      <translation>Heure ISO 8601 au début de la session ; vide pour la vraie.</translation>
    </message>
    <message>
      <source>Identity of the input device; empty for the system's default.</source>
      <translation>Identité du périphérique d’entrée ; vide pour celui du système.</translation>
    </message>
    <message>
      <source>Identity of the output device; empty for the system's default.</source>
      <translation>Identité du périphérique de sortie ; vide pour celui du système.</translation>
    </message>
    <message>
      <source>Identity or address of the camera; empty for the first.</source>
      <translation>Identité ou adresse de la caméra ; vide pour la première.</translation>
    </message>
    <message>
      <source>Import settings</source>
      <translation>Importer des réglages</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>Importer…</translation>
    </message>
    <message>
      <source>In the last {seconds:.0f} seconds: {told}</source>
      <translation>Ces {seconds:.0f} dernières secondes : {told}</translation>
    </message>
    <message>
      <source>In this system's keyring, and not in the file</source>
      <translation>Dans le trousseau du système et non dans le fichier</translation>
    </message>
    <message>
      <source>In times the usual size of text.</source>
      <translation>En multiple de la taille normale du texte.</translation>
    </message>
    <message>
      <source>Inspector</source>
      <translation>Inspecteur</translation>
    </message>
    <message>
      <source>Inspector…</source>
      <translation>Inspecteur…</translation>
    </message>
    <message>
      <source>Install</source>
      <translation>Installer</translation>
    </message>
    <message>
      <source>Install other languages</source>
      <translation>Installer d'autres langues</translation>
    </message>
    <message>
      <source>Installed, {} MB, version {} {}</source>
      <translation>Installé, {} Mo, version {} {}</translation>
    </message>
    <message>
      <source>Internet</source>
      <translation>Internet</translation>
    </message>
    <message>
      <source>It can't ring while Duologue is closed.</source>
      <translation>Il ne peut pas sonner tant que Duologue est fermé.</translation>
    </message>
    <message>
      <source>It could not be saved: {reason}.</source>
      <translation>Il n’a pas pu être enregistré : {reason}.</translation>
    </message>
    <message>
      <source>It has written nothing yet.</source>
      <translation>Il n’a encore rien écrit.</translation>
    </message>
    <message>
      <source>It is off until you turn it on, and a red mark stands in the window while it is on. Pictures are never kept and never leave this machine unless you allow it.</source>
      <translation>Elle est éteinte jusqu’à ce que vous l’allumiez, et une marque rouge reste dans la fenêtre tant qu’elle filme. Les images ne sont jamais gardées et ne quittent pas cet ordinateur sans votre accord.</translation>
    </message>
    <message>
      <source>It listens while it speaks. “What can you do?” gets an answer at any time.</source>
      <translation>Il écoute pendant qu’il parle. « What can you do? » reçoit une réponse à tout moment.</translation>
    </message>
    <message>
      <source>It starts when you log in, in the tray where there is one.</source>
      <translation>Il démarre à l’ouverture de session, dans la zone de notification s’il y en a une.</translation>
    </message>
    <message>
      <source>Its sound, timeline and picture are in {folder}.</source>
      <translation>Son, chronologie et image sont dans {folder}.</translation>
    </message>
    <message>
      <source>Its voice is taken out of what the microphone hears ({} dB): you can break in at any time.</source>
      <translation>Sa voix est retirée de ce qu’entend le micro ({} dB) : vous pouvez l’interrompre à tout moment.</translation>
    </message>
    <message>
      <source>Its voice is too loud in the microphone. To break in, turn it down or use headphones.</source>
      <translation>Sa voix est trop forte dans le micro. Pour l’interrompre, baissez-la ou mettez un casque.</translation>
    </message>
    <message>
      <source>Joke</source>
      <translation>Blague</translation>
    </message>
    <message>
      <source>Jump to the newest line</source>
      <translation>Aller à la ligne la plus récente</translation>
    </message>
    <message>
      <source>Jump to the newest line (End)</source>
      <translation>Aller à la ligne la plus récente (Fin)</translation>
    </message>
    <message>
      <source>Jump to the newest words</source>
      <translation>Aller aux derniers mots</translation>
    </message>
    <message>
      <source>Jump to the newest words (End)</source>
      <translation>Aller aux derniers mots (Fin)</translation>
    </message>
    <message>
      <source>Just start talking</source>
      <translation>Parlez, tout simplement</translation>
    </message>
    <message>
      <source>Just start typing</source>
      <translation>Écrivez, tout simplement</translation>
    </message>
    <message>
      <source>Keep conversations</source>
      <translation>Garder les conversations</translation>
    </message>
    <message>
      <source>Keep conversations again</source>
      <translation>Garder à nouveau les conversations</translation>
    </message>
    <message>
      <source>Keep in place</source>
      <translation>Garder en place</translation>
    </message>
    <message>
      <source>Keep open</source>
      <translation>Laisser ouvert</translation>
    </message>
    <message>
      <source>Keep these values secret</source>
      <translation>Garder ces valeurs secrètes</translation>
    </message>
    <message>
      <source>Keep what the camera saw</source>
      <translation>Garder ce qu’a vu la caméra</translation>
    </message>
    <message>
      <source>Keeps the newest in sight</source>
      <translation>Garde le plus récent en vue</translation>
    </message>
    <message>
      <source>Kept in this system's keyring, never in a file. Leave it empty to keep the current key.</source>
      <translation>Gardée dans le trousseau du système, jamais dans un fichier. Laissez vide pour conserver l’actuelle.</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>Clé</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Touches</translation>
    </message>
    <message>
      <source>Keys…</source>
      <translation>Touches…</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Langue</translation>
    </message>
    <message>
      <source>Languages</source>
      <translation>Langues</translation>
    </message>
    <message>
      <source>Languages shown</source>
      <translation>Langues affichées</translation>
    </message>
    <message>
      <source>Later (Shift+Enter)</source>
      <translation>Suivant (Maj+Entrée)</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Clair</translation>
    </message>
    <message>
      <source>Light, dark, in high contrast, or the same as the system.</source>
      <translation>Clair, sombre, à contraste élevé ou comme le système.</translation>
    </message>
    <message>
      <source>Lines</source>
      <translation>Lignes</translation>
    </message>
    <message>
      <source>List</source>
      <translation>Liste</translation>
    </message>
    <message>
      <source>List cleared</source>
      <translation>Liste vidée</translation>
    </message>
    <message>
      <source>List renamed</source>
      <translation>Liste renommée</translation>
    </message>
    <message>
      <source>Listen for</source>
      <translation>Guetter</translation>
    </message>
    <message>
      <source>Listening</source>
      <translation>Écoute</translation>
    </message>
    <message>
      <source>Listening. Just start talking.</source>
      <translation>Écoute. Parlez, tout simplement.</translation>
    </message>
    <message>
      <source>Listening. Sentences appear here as they are said.</source>
      <translation>À l'écoute. Les phrases apparaissent ici au fil de la parole.</translation>
    </message>
    <message>
      <source>Lists</source>
      <translation>Listes</translation>
    </message>
    <message>
      <source>Loading</source>
      <translation>Chargement</translation>
    </message>
    <message>
      <source>Loading the model</source>
      <translation>Chargement du modèle</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Journal</translation>
    </message>
    <message>
      <source>Log of {name}</source>
      <translation>Journal de {name}</translation>
    </message>
    <message>
      <source>Log…</source>
      <translation>Journal…</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>Regarder</translation>
    </message>
    <message>
      <source>Look at a list</source>
      <translation>Voir une liste</translation>
    </message>
    <message>
      <source>Look of the translation</source>
      <translation>Apparence de la traduction</translation>
    </message>
    <message>
      <source>Look up a date</source>
      <translation>Chercher une date</translation>
    </message>
    <message>
      <source>Look: languages, size, colours</source>
      <translation>Apparence : langues, taille, couleurs</translation>
    </message>
    <message>
      <source>Marked: {start:.1f} to {end:.1f} s</source>
      <translation>Marqué : de {start:.1f} à {end:.1f} s</translation>
    </message>
    <message>
      <source>Meanwhile you can read what is said.</source>
      <translation>En attendant, vous pouvez lire ce qui est dit.</translation>
    </message>
    <message>
      <source>Meanwhile you can type.</source>
      <translation>En attendant, vous pouvez écrire.</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>Menu</translation>
    </message>
    <message>
      <source>Menu (F10)</source>
      <translation>Menu (F10)</translation>
    </message>
    <message>
      <source>Message</source>
      <translation>Message</translation>
    </message>
    <message>
      <source>Microphone</source>
      <translation>Micro</translation>
    </message>
    <message>
      <source>Microphone and speaker</source>
      <translation>Micro et haut-parleur</translation>
    </message>
    <message>
      <source>Microphone level</source>
      <translation>Niveau du micro</translation>
    </message>
    <message>
      <source>Microphone level, with the loudest of the last second marked</source>
      <translation>Niveau du micro, avec le maximum de la dernière seconde</translation>
    </message>
    <message>
      <source>Microphone off</source>
      <translation>Micro coupé</translation>
    </message>
    <message>
      <source>Microphone off – {title}</source>
      <translation>Micro coupé – {title}</translation>
    </message>
    <message>
      <source>Mini window</source>
      <translation>Mini-fenêtre</translation>
    </message>
    <message>
      <source>Mode</source>
      <translation>Mode</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modèle</translation>
    </message>
    <message>
      <source>Model there</source>
      <translation>Modèle là-bas</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>Modèles</translation>
    </message>
    <message>
      <source>Models to download</source>
      <translation>Modèles à télécharger</translation>
    </message>
    <message>
      <source>Models…</source>
      <translation>Modèles…</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Plus</translation>
    </message>
    <message>
      <source>More about panel: {name}</source>
      <translation>Plus sur le panneau : {name}</translation>
    </message>
    <message>
      <source>More voices</source>
      <translation>Plus de voix</translation>
    </message>
    <message>
      <source>Move panels aside</source>
      <translation>Ranger les panneaux</translation>
    </message>
    <message>
      <source>Move to another list</source>
      <translation>Déplacer vers une autre liste</translation>
    </message>
    <message>
      <source>Mute</source>
      <translation>Muet</translation>
    </message>
    <message>
      <source>Mute it with a key, or hold one. A global key works while another program has the keyboard.</source>
      <translation>Coupez-le avec une touche, ou maintenez-en une. Une touche globale agit pendant qu’un autre programme a le clavier.</translation>
    </message>
    <message>
      <source>Mute microphone</source>
      <translation>Couper le micro</translation>
    </message>
    <message>
      <source>Mute the microphone</source>
      <translation>Couper le micro</translation>
    </message>
    <message>
      <source>Muted</source>
      <translation>Muet</translation>
    </message>
    <message>
      <source>Mutes while you hold it; turns the microphone on meanwhile if it is off.</source>
      <translation>Coupe tant que vous la maintenez ; si le micro est coupé, l’ouvre pendant ce temps.</translation>
    </message>
    <message>
      <source>NVIDIA GPU</source>
      <translation>GPU NVIDIA</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>Name of the model; empty for the first one offered.</source>
      <translation>Nom du modèle ; vide pour le premier proposé.</translation>
    </message>
    <message>
      <source>Name of the voice, as `duologue voices list` shows it; empty for the best there is.</source>
      <translation>Nom de la voix, tel que l’affiche `duologue voices list` ; vide pour la meilleure disponible.</translation>
    </message>
    <message>
      <source>Name or folder of the model bundle.</source>
      <translation>Nom ou dossier du modèle.</translation>
    </message>
    <message>
      <source>Natural voices for American and British English, Spanish, French, Italian, Portuguese and Hindi.</source>
      <translation>Voix naturelles pour l'anglais américain et britannique, l'espagnol, le français, l'italien, le portugais et le hindi.</translation>
    </message>
    <message>
      <source>Needs Ollama, which does not answer on this machine, or the package onnxruntime-genai.</source>
      <translation>Il faut Ollama, qui ne répond pas sur cet ordinateur, ou le paquet onnxruntime-genai.</translation>
    </message>
    <message>
      <source>Needs Ollama, which does not answer on this machine.</source>
      <translation>Il faut Ollama, qui ne répond pas sur cet ordinateur.</translation>
    </message>
    <message>
      <source>Needs {} GB of memory; this machine has {} GB.</source>
      <translation>Il faut {} Go de mémoire ; cet ordinateur en a {} Go.</translation>
    </message>
    <message>
      <source>Needs {} GB on the disk; {} GB are free.</source>
      <translation>Il faut {} Go sur le disque ; {} Go sont libres.</translation>
    </message>
    <message>
      <source>Network camera</source>
      <translation>Caméra réseau</translation>
    </message>
    <message>
      <source>Network camera…</source>
      <translation>Caméra réseau…</translation>
    </message>
    <message>
      <source>Never</source>
      <translation>Jamais</translation>
    </message>
    <message>
      <source>New conversation</source>
      <translation>Nouvelle conversation</translation>
    </message>
    <message>
      <source>New list</source>
      <translation>Nouvelle liste</translation>
    </message>
    <message>
      <source>Newest</source>
      <translation>Le plus récent</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Suivant</translation>
    </message>
    <message>
      <source>No background model is set up, so open questions can't be answered.</source>
      <translation>Aucun modèle d’arrière-plan n’est configuré : les questions ouvertes restent sans réponse.</translation>
    </message>
    <message>
      <source>No camera</source>
      <translation>Pas de caméra</translation>
    </message>
    <message>
      <source>No camera was found; connect one, or give the address of a network camera.</source>
      <translation>Aucune caméra trouvée ; branchez-en une ou donnez l’adresse d’une caméra réseau.</translation>
    </message>
    <message>
      <source>No conversation is running, so nobody can answer.</source>
      <translation>Aucune conversation en cours, personne ne peut répondre.</translation>
    </message>
    <message>
      <source>No microphone</source>
      <translation>Pas de micro</translation>
    </message>
    <message>
      <source>No microphone was found.</source>
      <translation>Aucun micro trouvé.</translation>
    </message>
    <message>
      <source>No microphone was found. Connect one, or type: everything works that way, too.</source>
      <translation>Aucun micro trouvé. Branchez-en un ou écrivez : tout marche aussi ainsi.</translation>
    </message>
    <message>
      <source>No picture</source>
      <translation>Pas d’image</translation>
    </message>
    <message>
      <source>No setting has these words.</source>
      <translation>Aucun réglage ne contient ces mots.</translation>
    </message>
    <message>
      <source>No speaker was found.</source>
      <translation>Aucun haut-parleur trouvé.</translation>
    </message>
    <message>
      <source>None found</source>
      <translation>Aucun trouvé</translation>
    </message>
    <message>
      <source>None of it is heard.</source>
      <translation>Rien n’en est entendu.</translation>
    </message>
    <message>
      <source>None was found. Without one it keeps time, lists and notes, calculates, converts, searches and reads pages, and says so honestly where it cannot answer.</source>
      <translation>Aucun trouvé. Sans lui, il garde l’heure, des listes et des notes, calcule, convertit, cherche et lit des pages, et dit franchement où il ne peut pas répondre.</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>Introuvable</translation>
    </message>
    <message>
      <source>Not installed; about {} MB to fetch</source>
      <translation>Non installé ; environ {} Mo à télécharger</translation>
    </message>
    <message>
      <source>Not possible</source>
      <translation>Impossible</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Note</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>Notes</translation>
    </message>
    <message>
      <source>Nothing found.</source>
      <translation>Rien trouvé.</translation>
    </message>
    <message>
      <source>Nothing has been kept yet. Conversations appear here as you talk.</source>
      <translation>Rien n’a encore été gardé. Les conversations apparaissent ici au fil de vos paroles.</translation>
    </message>
    <message>
      <source>Nothing has happened yet.</source>
      <translation>Il ne s’est encore rien passé.</translation>
    </message>
    <message>
      <source>Nothing here translates {source} into {target}.</source>
      <translation>Rien ici ne traduit de {source} en {target}.</translation>
    </message>
    <message>
      <source>Nothing is always allowed.</source>
      <translation>Rien n’est toujours autorisé.</translation>
    </message>
    <message>
      <source>Nothing is downloaded unless you ask for it. Ollama fetches it if it runs on this machine; otherwise it comes from the Hugging Face hub into a folder. Once it is there, save to use it.</source>
      <translation>Rien n’est téléchargé sans que vous le demandiez. Ollama récupère le modèle s’il fonctionne sur cet ordinateur ; sinon il vient du hub Hugging Face dans un dossier. Une fois qu’il est là, enregistrez pour l’utiliser.</translation>
    </message>
    <message>
      <source>Nothing is heard: the conversation has ended.</source>
      <translation>Rien n'est entendu : la conversation est terminée.</translation>
    </message>
    <message>
      <source>Nothing of its voice is heard in the microphone: you can break in at any time.</source>
      <translation>Sa voix ne s’entend pas dans le micro : vous pouvez l’interrompre à tout moment.</translation>
    </message>
    <message>
      <source>Nothing that is said from now on is kept</source>
      <translation>Rien de ce qui se dit désormais n’est gardé</translation>
    </message>
    <message>
      <source>Nothing works without it.</source>
      <translation>Sans lui, rien ne marche.</translation>
    </message>
    <message>
      <source>Of this window, from the next start on. What the assistant says stays English.</source>
      <translation>Celle de cette fenêtre, dès le prochain démarrage. L’assistant, lui, parle toujours anglais.</translation>
    </message>
    <message>
      <source>Often</source>
      <translation>Souvent</translation>
    </message>
    <message>
      <source>One</source>
      <translation>Une</translation>
    </message>
    <message>
      <source>One above the other</source>
      <translation>L’une au-dessus de l’autre</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Ouvrir</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>Ouvrir le dossier</translation>
    </message>
    <message>
      <source>Open questions are answered by a language model on your machine: Ollama, LM Studio, llama.cpp or vLLM is found by itself when it runs.</source>
      <translation>Un modèle de langage sur votre ordinateur répond aux questions ouvertes : Ollama, LM Studio, llama.cpp ou vLLM est trouvé tout seul quand il tourne.</translation>
    </message>
    <message>
      <source>Open results folder</source>
      <translation>Ouvrir le dossier des résultats</translation>
    </message>
    <message>
      <source>Opens it in the browser</source>
      <translation>L'ouvre dans le navigateur</translation>
    </message>
    <message>
      <source>Other languages</source>
      <translation>Autres langues</translation>
    </message>
    <message>
      <source>Other languages than English are not understood yet.</source>
      <translation>Seul l'anglais est compris pour l'instant.</translation>
    </message>
    <message>
      <source>Pages of settings</source>
      <translation>Pages des réglages</translation>
    </message>
    <message>
      <source>Panel</source>
      <translation>Panneau</translation>
    </message>
    <message>
      <source>Panel: {name}</source>
      <translation>Panneau : {name}</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Coller</translation>
    </message>
    <message>
      <source>Patiently</source>
      <translation>Patiemment</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Mettre en pause</translation>
    </message>
    <message>
      <source>Pause to think, change your mind, break in: it listens while it speaks. Say or pick one of these:</source>
      <translation>Faites des pauses, changez d’avis, coupez-lui la parole : il écoute en parlant. Dites ou choisissez l’une de ces phrases :</translation>
    </message>
    <message>
      <source>Phrase book</source>
      <translation>Guide de conversation</translation>
    </message>
    <message>
      <source>Picture (*.png)</source>
      <translation>Image (*.png)</translation>
    </message>
    <message>
      <source>Play again</source>
      <translation>Rejouer</translation>
    </message>
    <message>
      <source>Play the sample session</source>
      <translation>Jouer la session d’exemple</translation>
    </message>
    <message>
      <source>Point: why? · drag or arrows: move · wheel or + and −: zoom · Home, End: begin and end · Shift and drag, or I and O: mark a stretch</source>
      <translation>Pointer : pourquoi ? · glisser ou flèches : déplacer · molette ou + et − : zoom · Début, Fin : début et fin · Maj et glisser, ou I et O : marquer un passage</translation>
    </message>
    <message>
      <source>Press Start, and what this computer plays is put into {}.</source>
      <translation>Appuyez sur Démarrer, et ce que joue cet ordinateur est traduit : {}.</translation>
    </message>
    <message>
      <source>Press Start, and what this computer plays is written down.</source>
      <translation>Appuyez sur Démarrer, et ce que joue cet ordinateur est écrit.</translation>
    </message>
    <message>
      <source>Press Start, and what you say and what this computer plays is put into {}.</source>
      <translation>Appuyez sur Démarrer, et ce que vous dites et ce que joue cet ordinateur est traduit : {}.</translation>
    </message>
    <message>
      <source>Press Start, and what you say and what this computer plays is written down.</source>
      <translation>Appuyez sur Démarrer, et ce que vous dites et ce que joue cet ordinateur est écrit.</translation>
    </message>
    <message>
      <source>Press Start, and what you say is put into {}.</source>
      <translation>Appuyez sur Démarrer, et ce que vous dites est traduit : {}.</translation>
    </message>
    <message>
      <source>Press Start, and what you say is written down.</source>
      <translation>Appuyez sur Démarrer, et ce que vous dites est écrit.</translation>
    </message>
    <message>
      <source>Privacy</source>
      <translation>Vie privée</translation>
    </message>
    <message>
      <source>Private conversation</source>
      <translation>Conversation privée</translation>
    </message>
    <message>
      <source>Private: nothing is kept</source>
      <translation>Privé : rien n’est gardé</translation>
    </message>
    <message>
      <source>Processor</source>
      <translation>Processeur</translation>
    </message>
    <message>
      <source>Program or address</source>
      <translation>Programme ou adresse</translation>
    </message>
    <message>
      <source>Programs and web addresses that bring further tools (Model Context Protocol). A program runs on this machine with your rights: add only those you trust. Before one of their tools runs, you are asked.</source>
      <translation>Programmes et adresses web qui apportent d’autres outils (Model Context Protocol). Un programme tourne sur cet ordinateur avec vos droits : n’ajoutez que ceux auxquels vous faites confiance. Avant d’utiliser un de leurs outils, on vous demande.</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Progression</translation>
    </message>
    <message>
      <source>Prompts</source>
      <translation>Modèles de question</translation>
    </message>
    <message>
      <source>Quickly</source>
      <translation>Rapidement</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Quitter</translation>
    </message>
    <message>
      <source>Quit ends it.</source>
      <translation>« Quitter » l’arrête.</translation>
    </message>
    <message>
      <source>Read report…</source>
      <translation>Lire le rapport…</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Prêt</translation>
    </message>
    <message>
      <source>Record sound</source>
      <translation>Enregistrer le son</translation>
    </message>
    <message>
      <source>Reminder</source>
      <translation>Rappel</translation>
    </message>
    <message>
      <source>Reminders</source>
      <translation>Rappels</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Retirer</translation>
    </message>
    <message>
      <source>Removing {}…</source>
      <translation>Suppression de {}…</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Renommer</translation>
    </message>
    <message>
      <source>Repeating reminder</source>
      <translation>Rappel répété</translation>
    </message>
    <message>
      <source>Repository of the bundle</source>
      <translation>Dépôt du paquet</translation>
    </message>
    <message>
      <source>Reset to defaults</source>
      <translation>Rétablir les valeurs par défaut</translation>
    </message>
    <message>
      <source>Said again</source>
      <translation>Répété</translation>
    </message>
    <message>
      <source>Save as a case</source>
      <translation>Enregistrer comme cas</translation>
    </message>
    <message>
      <source>Save as a case…</source>
      <translation>Enregistrer comme cas…</translation>
    </message>
    <message>
      <source>Save as picture…</source>
      <translation>Enregistrer comme image…</translation>
    </message>
    <message>
      <source>Save as text or subtitles</source>
      <translation>Enregistrer en texte ou en sous-titres</translation>
    </message>
    <message>
      <source>Save data…</source>
      <translation>Enregistrer les données…</translation>
    </message>
    <message>
      <source>Save it to a file (Ctrl+E)</source>
      <translation>L’enregistrer dans un fichier (Ctrl+E)</translation>
    </message>
    <message>
      <source>Save panel</source>
      <translation>Enregistrer le panneau</translation>
    </message>
    <message>
      <source>Save the report</source>
      <translation>Enregistrer le rapport</translation>
    </message>
    <message>
      <source>Save the translation</source>
      <translation>Enregistrer la traduction</translation>
    </message>
    <message>
      <source>Save transcript</source>
      <translation>Enregistrer la transcription</translation>
    </message>
    <message>
      <source>Save transcript…</source>
      <translation>Enregistrer la transcription…</translation>
    </message>
    <message>
      <source>Saved as {name}.</source>
      <translation>Enregistré sous {name}.</translation>
    </message>
    <message>
      <source>Saved as {path}.</source>
      <translation>Enregistré sous {path}.</translation>
    </message>
    <message>
      <source>Saved. It is played with: duologue replay {case} --out DIR</source>
      <translation>Enregistré. Il se rejoue avec : duologue replay {case} --out DIR</translation>
    </message>
    <message>
      <source>Saves sound and events of the stretch so that they can be played again (Ctrl+E)</source>
      <translation>Enregistre le son et les événements du passage pour pouvoir les rejouer (Ctrl+E)</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>Enregistrer…</translation>
    </message>
    <message>
      <source>Say hello</source>
      <translation>Dire bonjour</translation>
    </message>
    <message>
      <source>Say something, for example: “Can you hear me?”</source>
      <translation>Dites quelque chose, par exemple : « Can you hear me? »</translation>
    </message>
    <message>
      <source>Says "mm-hm"</source>
      <translation>Dit « mm-hm »</translation>
    </message>
    <message>
      <source>Search server</source>
      <translation>Serveur de recherche</translation>
    </message>
    <message>
      <source>Search settings</source>
      <translation>Chercher un réglage</translation>
    </message>
    <message>
      <source>See the translation</source>
      <translation>Voir la traduction</translation>
    </message>
    <message>
      <source>Seen</source>
      <translation>Vu</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>Tout sélectionner</translation>
    </message>
    <message>
      <source>Send</source>
      <translation>Envoyer</translation>
    </message>
    <message>
      <source>Send (Enter)</source>
      <translation>Envoyer (Entrée)</translation>
    </message>
    <message>
      <source>Send it in parts.</source>
      <translation>Envoyez-le en plusieurs fois.</translation>
    </message>
    <message>
      <source>Send this as if you had typed it</source>
      <translation>Envoie ceci comme si vous l’aviez écrit</translation>
    </message>
    <message>
      <source>Sentences are shown when they are complete: a little later, and nothing changes.</source>
      <translation>Les phrases apparaissent une fois complètes : un peu plus tard, et rien ne change plus.</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Serveur</translation>
    </message>
    <message>
      <source>Servers</source>
      <translation>Serveurs</translation>
    </message>
    <message>
      <source>Set one up</source>
      <translation>En installer un</translation>
    </message>
    <message>
      <source>Set up microphone, voice and keys</source>
      <translation>Régler micro, voix et touches</translation>
    </message>
    <message>
      <source>Set up…</source>
      <translation>Configurer…</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Réglages</translation>
    </message>
    <message>
      <source>Settings (*.json)</source>
      <translation>Réglages (*.json)</translation>
    </message>
    <message>
      <source>Settings…</source>
      <translation>Réglages…</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <translation>Raccourcis</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Montrer</translation>
    </message>
    <message>
      <source>Show it</source>
      <translation>Montrer</translation>
    </message>
    <message>
      <source>Show it no more</source>
      <translation>Ne plus le montrer</translation>
    </message>
    <message>
      <source>Show it pictures</source>
      <translation>Lui montrer des images</translation>
    </message>
    <message>
      <source>Show my screen</source>
      <translation>Montrer mon écran</translation>
    </message>
    <message>
      <source>Show my screen…</source>
      <translation>Montrer mon écran…</translation>
    </message>
    <message>
      <source>Show panels</source>
      <translation>Afficher les panneaux</translation>
    </message>
    <message>
      <source>Show the whole window</source>
      <translation>Afficher toute la fenêtre</translation>
    </message>
    <message>
      <source>Show what is seen</source>
      <translation>Montrer ce qui est vu</translation>
    </message>
    <message>
      <source>Show window</source>
      <translation>Afficher la fenêtre</translation>
    </message>
    <message>
      <source>Side by side</source>
      <translation>Côte à côte</translation>
    </message>
    <message>
      <source>Sign in</source>
      <translation>Se connecter</translation>
    </message>
    <message>
      <source>Sign out</source>
      <translation>Se déconnecter</translation>
    </message>
    <message>
      <source>Six</source>
      <translation>Six</translation>
    </message>
    <message>
      <source>Size of the translation</source>
      <translation>Taille de la traduction</translation>
    </message>
    <message>
      <source>Size of what is said</source>
      <translation>Taille de ce qui est dit</translation>
    </message>
    <message>
      <source>Skip all</source>
      <translation>Tout passer</translation>
    </message>
    <message>
      <source>Soft sounds</source>
      <translation>Sons discrets</translation>
    </message>
    <message>
      <source>Sound</source>
      <translation>Son</translation>
    </message>
    <message>
      <source>Sound is recorded</source>
      <translation>Le son est enregistré</translation>
    </message>
    <message>
      <source>Speak translations</source>
      <translation>Dire les traductions</translation>
    </message>
    <message>
      <source>Speaker</source>
      <translation>Haut-parleur</translation>
    </message>
    <message>
      <source>Speaking</source>
      <translation>Parle</translation>
    </message>
    <message>
      <source>Speaking. Type or press Esc to stop it.</source>
      <translation>Parle. Écrivez ou appuyez sur Échap pour l’arrêter.</translation>
    </message>
    <message>
      <source>Speaking. You can break in at any time.</source>
      <translation>Parle. Vous pouvez l’interrompre à tout moment.</translation>
    </message>
    <message>
      <source>Speed of the voice</source>
      <translation>Vitesse de la voix</translation>
    </message>
    <message>
      <source>Spelling</source>
      <translation>Épellation</translation>
    </message>
    <message>
      <source>Spoken language</source>
      <translation>Langue parlée</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Démarrer</translation>
    </message>
    <message>
      <source>Start Duologue with --record FOLDER, and open that folder here.</source>
      <translation>Lancez Duologue avec --record DOSSIER, et ouvrez ce dossier ici.</translation>
    </message>
    <message>
      <source>Start a conversation</source>
      <translation>Commencer une conversation</translation>
    </message>
    <message>
      <source>Start again</source>
      <translation>Redémarrer</translation>
    </message>
    <message>
      <source>Start at login</source>
      <translation>Lancer à l’ouverture de session</translation>
    </message>
    <message>
      <source>Start translating</source>
      <translation>Commencer à traduire</translation>
    </message>
    <message>
      <source>Starting</source>
      <translation>Démarrage</translation>
    </message>
    <message>
      <source>Starting…</source>
      <translation>Démarrage…</translation>
    </message>
    <message>
      <source>State</source>
      <translation>État</translation>
    </message>
    <message>
      <source>Status: {word}</source>
      <translation>État : {word}</translation>
    </message>
    <message>
      <source>Stay in the tray</source>
      <translation>Rester dans la zone de notification</translation>
    </message>
    <message>
      <source>Step {number} of {count}: {title}</source>
      <translation>Étape {number} sur {count} : {title}</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>Pas</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Arrêter</translation>
    </message>
    <message>
      <source>Stop (Esc)</source>
      <translation>Arrêter (Échap)</translation>
    </message>
    <message>
      <source>Stop listening for</source>
      <translation>Ne plus guetter</translation>
    </message>
    <message>
      <source>Stop recording</source>
      <translation>Arrêter l’enregistrement</translation>
    </message>
    <message>
      <source>Stop the captions</source>
      <translation>Arrêter les sous-titres</translation>
    </message>
    <message>
      <source>Stop translating</source>
      <translation>Ne plus traduire</translation>
    </message>
    <message>
      <source>Stop watching</source>
      <translation>Ne plus observer</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Arrêté</translation>
    </message>
    <message>
      <source>Stops the assistant at once.</source>
      <translation>Arrête l’assistant tout de suite.</translation>
    </message>
    <message>
      <source>Subtitles, SubRip</source>
      <translation>Sous-titres, SubRip</translation>
    </message>
    <message>
      <source>Subtitles, WebVTT</source>
      <translation>Sous-titres, WebVTT</translation>
    </message>
    <message>
      <source>Swap the languages</source>
      <translation>Échanger les langues</translation>
    </message>
    <message>
      <source>System</source>
      <translation>Système</translation>
    </message>
    <message>
      <source>System's default</source>
      <translation>Celui du système</translation>
    </message>
    <message>
      <source>Table (*.csv)</source>
      <translation>Tableau (*.csv)</translation>
    </message>
    <message>
      <source>Take off list</source>
      <translation>Retirer de la liste</translation>
    </message>
    <message>
      <source>Take your time</source>
      <translation>Prenez votre temps</translation>
    </message>
    <message>
      <source>Talk with the assistant, or let it translate.</source>
      <translation>Parler avec l’assistant ou le laisser traduire.</translation>
    </message>
    <message>
      <source>Talk, or type here</source>
      <translation>Parlez, ou écrivez ici</translation>
    </message>
    <message>
      <source>Target language</source>
      <translation>Langue cible</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Texte</translation>
    </message>
    <message>
      <source>Text (*.txt)</source>
      <translation>Texte (*.txt)</translation>
    </message>
    <message>
      <source>The assistant is not ready yet.</source>
      <translation>L’assistant n’est pas encore prêt.</translation>
    </message>
    <message>
      <source>The background model takes pictures; you are asked before the camera's goes there with a question.</source>
      <translation>Le modèle d’arrière-plan accepte les images ; on vous demande avant d’y joindre celle de la caméra.</translation>
    </message>
    <message>
      <source>The best there is</source>
      <translation>La meilleure disponible</translation>
    </message>
    <message>
      <source>The camera has stopped sending pictures; it is being reopened.</source>
      <translation>La caméra n’envoie plus d’images ; elle est rouverte.</translation>
    </message>
    <message>
      <source>The camera is on.</source>
      <translation>La caméra est allumée.</translation>
    </message>
    <message>
      <source>The camera's small picture shows body, hands and face as they are recognised.</source>
      <translation>La petite image montre corps, mains et visage tels qu’ils sont reconnus.</translation>
    </message>
    <message>
      <source>The conversation is over</source>
      <translation>La conversation est terminée</translation>
    </message>
    <message>
      <source>The conversation that is selected</source>
      <translation>La conversation sélectionnée</translation>
    </message>
    <message>
      <source>The default key is used instead.</source>
      <translation>La touche par défaut est utilisée.</translation>
    </message>
    <message>
      <source>The download of {} is given up.</source>
      <translation>Le téléchargement de {} est abandonné.</translation>
    </message>
    <message>
      <source>The fastest there is</source>
      <translation>Le plus rapide disponible</translation>
    </message>
    <message>
      <source>The first camera</source>
      <translation>La première caméra</translation>
    </message>
    <message>
      <source>The last {seconds:.0f} seconds: you above the line, Duologue below, what is looked up in between. Click for the inspector.</source>
      <translation>Les {seconds:.0f} dernières secondes : vous au-dessus de la ligne, Duologue au-dessous, entre les deux ce qui est consulté. Cliquez pour l’inspecteur.</translation>
    </message>
    <message>
      <source>The microphone '{}' is back.</source>
      <translation>Le micro '{}' est de retour.</translation>
    </message>
    <message>
      <source>The microphone '{}' was lost; '{}' is used until it is back.</source>
      <translation>Le micro '{}' a disparu ; '{}' est utilisé jusqu'à son retour.</translation>
    </message>
    <message>
      <source>The microphone '{}' was not found; '{}' is used until it is there.</source>
      <translation>Le micro '{}' est introuvable ; '{}' est utilisé en attendant.</translation>
    </message>
    <message>
      <source>The microphone is '{}' now, the system's default.</source>
      <translation>Le micro est maintenant '{}', celui du système.</translation>
    </message>
    <message>
      <source>The microphone is '{}' now.</source>
      <translation>Le micro est maintenant '{}'.</translation>
    </message>
    <message>
      <source>The microphone is off.</source>
      <translation>Le micro est coupé.</translation>
    </message>
    <message>
      <source>The microphone is on.</source>
      <translation>Le micro est ouvert.</translation>
    </message>
    <message>
      <source>The model is being loaded.</source>
      <translation>Le modèle est en cours de chargement.</translation>
    </message>
    <message>
      <source>The most knowledgeable of these, in many languages; slow without a graphics card.</source>
      <translation>Celui qui en sait le plus, en de nombreuses langues ; lent sans carte graphique.</translation>
    </message>
    <message>
      <source>The panel is saved.</source>
      <translation>Le panneau est enregistré.</translation>
    </message>
    <message>
      <source>The sample session is over.</source>
      <translation>La session d’exemple est terminée.</translation>
    </message>
    <message>
      <source>The session could not go on.</source>
      <translation>La session n’a pas pu continuer.</translation>
    </message>
    <message>
      <source>The session is over.</source>
      <translation>La session est terminée.</translation>
    </message>
    <message>
      <source>The settings are in {path}.</source>
      <translation>Les réglages sont dans {path}.</translation>
    </message>
    <message>
      <source>The settings of {name} are in use.</source>
      <translation>Les réglages de {name} sont en vigueur.</translation>
    </message>
    <message>
      <source>The sound is not recorded.</source>
      <translation>Le son n’est pas enregistré.</translation>
    </message>
    <message>
      <source>The speaker '{}' is back.</source>
      <translation>Le haut-parleur '{}' est de retour.</translation>
    </message>
    <message>
      <source>The speaker '{}' was lost; '{}' is used until it is back.</source>
      <translation>Le haut-parleur '{}' a disparu ; '{}' est utilisé jusqu'à son retour.</translation>
    </message>
    <message>
      <source>The speaker '{}' was not found; '{}' is used until it is there.</source>
      <translation>Le haut-parleur '{}' est introuvable ; '{}' est utilisé en attendant.</translation>
    </message>
    <message>
      <source>The speaker is '{}' now, the system's default.</source>
      <translation>Le haut-parleur est maintenant '{}', celui du système.</translation>
    </message>
    <message>
      <source>The speaker is '{}' now.</source>
      <translation>Le haut-parleur est maintenant '{}'.</translation>
    </message>
    <message>
      <source>The speaker is too loud in the microphone: while the assistant speaks, you are not heard.</source>
      <translation>Le haut-parleur est trop fort dans le micro : pendant que l’assistant parle, on ne vous entend pas.</translation>
    </message>
    <message>
      <source>The stretch begins where you point (I)</source>
      <translation>Le passage commence où vous pointez (I)</translation>
    </message>
    <message>
      <source>The stretch ends where you point (O)</source>
      <translation>Le passage finit où vous pointez (O)</translation>
    </message>
    <message>
      <source>The system's default</source>
      <translation>Celui du système</translation>
    </message>
    <message>
      <source>The time stands beside each sentence.</source>
      <translation>L’heure figure à côté de chaque phrase.</translation>
    </message>
    <message>
      <source>The transcript is saved.</source>
      <translation>La transcription est enregistrée.</translation>
    </message>
    <message>
      <source>The translation alone</source>
      <translation>La traduction seule</translation>
    </message>
    <message>
      <source>The window of the translation stays above others, where the system allows it.</source>
      <translation>La fenêtre de traduction reste au-dessus des autres, si le système le permet.</translation>
    </message>
    <message>
      <source>There is a question for you: say yes or no, or press a button.</source>
      <translation>On vous pose une question : dites « yes » ou « no », ou appuyez sur un bouton.</translation>
    </message>
    <message>
      <source>There is a question for you: type yes or no, or press a button.</source>
      <translation>On vous pose une question : écrivez « yes » ou « no », ou appuyez sur un bouton.</translation>
    </message>
    <message>
      <source>There is a report of it, which was not sent to anybody.</source>
      <translation>Il en existe un rapport, qui n’a été envoyé à personne.</translation>
    </message>
    <message>
      <source>There is no microphone. Type what you would say, or pick one of these:</source>
      <translation>Il n’y a pas de micro. Écrivez ce que vous diriez, ou choisissez l’une de ces phrases :</translation>
    </message>
    <message>
      <source>There is no sound of this session to copy.</source>
      <translation>Il n'y a pas de son de cette session à copier.</translation>
    </message>
    <message>
      <source>These keys are fixed:</source>
      <translation>Ces touches sont fixes :</translation>
    </message>
    <message>
      <source>They can't ring while Duologue is closed.</source>
      <translation>Ils ne peuvent pas sonner tant que Duologue est fermé.</translation>
    </message>
    <message>
      <source>Thinking</source>
      <translation>Réfléchit</translation>
    </message>
    <message>
      <source>This cannot be read: {error}.</source>
      <translation>Illisible : {error}.</translation>
    </message>
    <message>
      <source>This is all that was noted. It holds no word of a conversation, and what may be secret is taken out. It was not sent to anybody; if you want to report the crash, copy it into your report.</source>
      <translation>Voici tout ce qui a été noté. Aucun mot d’une conversation n’y figure, et ce qui peut être secret est retiré. Rien n’a été envoyé à personne ; pour signaler le plantage, copiez-le dans votre message.</translation>
    </message>
    <message>
      <source>This is the sample session.</source>
      <translation>Ceci est la session d’exemple.</translation>
    </message>
    <message>
      <source>This session</source>
      <translation>Cette session</translation>
    </message>
    <message>
      <source>Three</source>
      <translation>Trois</translation>
    </message>
    <message>
      <source>Three things to try</source>
      <translation>Trois choses à essayer</translation>
    </message>
    <message>
      <source>Time axis of the session</source>
      <translation>Axe temporel de la session</translation>
    </message>
    <message>
      <source>Time elsewhere</source>
      <translation>Heure ailleurs</translation>
    </message>
    <message>
      <source>Time left</source>
      <translation>Temps restant</translation>
    </message>
    <message>
      <source>Time since</source>
      <translation>Temps écoulé</translation>
    </message>
    <message>
      <source>Timer</source>
      <translation>Minuteur</translation>
    </message>
    <message>
      <source>Timer changed</source>
      <translation>Minuteur modifié</translation>
    </message>
    <message>
      <source>Timer goes on</source>
      <translation>Le minuteur reprend</translation>
    </message>
    <message>
      <source>Timer paused</source>
      <translation>Minuteur en pause</translation>
    </message>
    <message>
      <source>Timer renamed</source>
      <translation>Minuteur renommé</translation>
    </message>
    <message>
      <source>Times</source>
      <translation>Heures</translation>
    </message>
    <message>
      <source>To here</source>
      <translation>Jusqu'ici</translation>
    </message>
    <message>
      <source>Today, {clock}</source>
      <translation>Aujourd’hui, {clock}</translation>
    </message>
    <message>
      <source>Tools and internet</source>
      <translation>Outils et internet</translation>
    </message>
    <message>
      <source>Tools and servers</source>
      <translation>Outils et serveurs</translation>
    </message>
    <message>
      <source>Tools and servers…</source>
      <translation>Outils et serveurs…</translation>
    </message>
    <message>
      <source>Tools that may act without asking, separated by commas.</source>
      <translation>Outils qui peuvent agir sans demander, séparés par des virgules.</translation>
    </message>
    <message>
      <source>Translate</source>
      <translation>Traduire</translation>
    </message>
    <message>
      <source>Translate into</source>
      <translation>Traduire en</translation>
    </message>
    <message>
      <source>Translate what is said from now on</source>
      <translation>Traduire ce qui est dit désormais</translation>
    </message>
    <message>
      <source>Translated lines</source>
      <translation>Lignes traduites</translation>
    </message>
    <message>
      <source>Translates</source>
      <translation>Traduit</translation>
    </message>
    <message>
      <source>Translation</source>
      <translation>Traduction</translation>
    </message>
    <message>
      <source>Translation…</source>
      <translation>Traduction…</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Réessayer</translation>
    </message>
    <message>
      <source>Try it</source>
      <translation>Essayer</translation>
    </message>
    <message>
      <source>Try the prompt again in a moment.</source>
      <translation>Réessayez dans un instant.</translation>
    </message>
    <message>
      <source>Turn it off</source>
      <translation>L’éteindre</translation>
    </message>
    <message>
      <source>Turn it on</source>
      <translation>L’allumer</translation>
    </message>
    <message>
      <source>Turn it on, or hold the key while you talk (menu, Keys…).</source>
      <translation>Ouvrez-le, ou maintenez la touche en parlant (menu, Touches…).</translation>
    </message>
    <message>
      <source>Turn microphone off</source>
      <translation>Couper le micro</translation>
    </message>
    <message>
      <source>Turn microphone on</source>
      <translation>Ouvrir le micro</translation>
    </message>
    <message>
      <source>Turn off</source>
      <translation>Désactiver</translation>
    </message>
    <message>
      <source>Turn on</source>
      <translation>Activer</translation>
    </message>
    <message>
      <source>Turn the camera off</source>
      <translation>Éteindre la caméra</translation>
    </message>
    <message>
      <source>Turn the camera off (Ctrl+Shift+V)</source>
      <translation>Éteindre la caméra (Ctrl+Maj+V)</translation>
    </message>
    <message>
      <source>Turn the camera on (Ctrl+Shift+V)</source>
      <translation>Allumer la caméra (Ctrl+Maj+V)</translation>
    </message>
    <message>
      <source>Turn the microphone on</source>
      <translation>Ouvrir le micro</translation>
    </message>
    <message>
      <source>Turn the speaker down, move the microphone away from it, or use headphones.</source>
      <translation>Baissez le haut-parleur, éloignez le micro ou mettez un casque.</translation>
    </message>
    <message>
      <source>Turns the microphone off and on from any program.</source>
      <translation>Coupe et ouvre le micro depuis n’importe quel programme.</translation>
    </message>
    <message>
      <source>Turns the microphone off and on in the window; empty for no key.</source>
      <translation>Coupe et ouvre le micro dans la fenêtre ; vide pour aucune touche.</translation>
    </message>
    <message>
      <source>Turns the microphone off and on in this window.</source>
      <translation>Coupe et ouvre le micro dans cette fenêtre.</translation>
    </message>
    <message>
      <source>Two</source>
      <translation>Deux</translation>
    </message>
    <message>
      <source>Type here</source>
      <translation>Écrivez ici</translation>
    </message>
    <message>
      <source>Type here – starting…</source>
      <translation>Écrivez ici – démarrage…</translation>
    </message>
    <message>
      <source>Type instead of talking. Enter sends, the up arrow recalls.</source>
      <translation>Écrire au lieu de parler. Entrée envoie, la flèche haut rappelle.</translation>
    </message>
    <message>
      <source>Type to start your own conversation, or connect a microphone to talk.</source>
      <translation>Écrivez pour commencer votre conversation, ou branchez un micro pour parler.</translation>
    </message>
    <message>
      <source>Under way</source>
      <translation>En cours</translation>
    </message>
    <message>
      <source>Understands speech in Spanish, French, German, Italian, Portuguese and more, for live translation.</source>
      <translation>Comprend l'espagnol, le français, l'allemand, l'italien, le portugais et d'autres, pour la traduction en direct.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Undo remove {removed}</source>
      <translation>Rétablir {removed}</translation>
    </message>
    <message>
      <source>Undone</source>
      <translation>Annulé</translation>
    </message>
    <message>
      <source>Unmute</source>
      <translation>Ouvrir le micro</translation>
    </message>
    <message>
      <source>Untitled</source>
      <translation>Sans titre</translation>
    </message>
    <message>
      <source>Use</source>
      <translation>Utiliser</translation>
    </message>
    <message>
      <source>Use {keys}</source>
      <translation>Utiliser {keys}</translation>
    </message>
    <message>
      <source>Voice</source>
      <translation>Voix</translation>
    </message>
    <message>
      <source>Volume of the voice</source>
      <translation>Volume de la voix</translation>
    </message>
    <message>
      <source>Waiting for you</source>
      <translation>Vous attend</translation>
    </message>
    <message>
      <source>Waking up</source>
      <translation>Réveil</translation>
    </message>
    <message>
      <source>Warming up</source>
      <translation>Mise en route</translation>
    </message>
    <message>
      <source>Warning</source>
      <translation>Avertissement</translation>
    </message>
    <message>
      <source>Watch</source>
      <translation>Observer</translation>
    </message>
    <message>
      <source>Weather</source>
      <translation>Météo</translation>
    </message>
    <message>
      <source>Web page</source>
      <translation>Page web</translation>
    </message>
    <message>
      <source>Web search</source>
      <translation>Recherche web</translation>
    </message>
    <message>
      <source>What happened at this moment, and why</source>
      <translation>Ce qui s’est passé à ce moment, et pourquoi</translation>
    </message>
    <message>
      <source>What happens if a tool needs consent.</source>
      <translation>Ce qui se passe si un outil a besoin d’un accord.</translation>
    </message>
    <message>
      <source>What is happening</source>
      <translation>Ce qui se passe</translation>
    </message>
    <message>
      <source>What is said alone</source>
      <translation>Ce qui est dit seul</translation>
    </message>
    <message>
      <source>What is said in the target language is translated, too.</source>
      <translation>Ce qui est dit dans la langue cible est traduit aussi.</translation>
    </message>
    <message>
      <source>What is shown now goes back to what it was at first</source>
      <translation>Ce qui est affiché redevient comme au début</translation>
    </message>
    <message>
      <source>What it takes is fetched once, and stays here.</source>
      <translation>Ce qu'il faut est téléchargé une fois, et reste ici.</translation>
    </message>
    <message>
      <source>What may be seen</source>
      <translation>Ce qui peut être vu</translation>
    </message>
    <message>
      <source>What may be seen when you ask about it? A red mark stands while it can be; {} ends it. A picture leaves this computer only if you allow it.</source>
      <translation>Que peut-on voir quand vous posez une question ? Une marque rouge reste tant que c’est visible ; {} y met fin. Une image ne quitte cet ordinateur que si vous l’autorisez.</translation>
    </message>
    <message>
      <source>What stands</source>
      <translation>Ce qui est en cours</translation>
    </message>
    <message>
      <source>What the computer plays</source>
      <translation>Ce que joue l’ordinateur</translation>
    </message>
    <message>
      <source>What the microphone hears</source>
      <translation>Ce qu’entend le micro</translation>
    </message>
    <message>
      <source>What the server wrote about itself of late</source>
      <translation>Ce que le serveur a écrit récemment sur lui-même</translation>
    </message>
    <message>
      <source>What this computer plays is translated</source>
      <translation>Ce que joue cet ordinateur est traduit</translation>
    </message>
    <message>
      <source>What was said is kept.</source>
      <translation>Ce qui a été dit est gardé.</translation>
    </message>
    <message>
      <source>What you say is translated</source>
      <translation>Ce que vous dites est traduit</translation>
    </message>
    <message>
      <source>What you say is translated and not answered.</source>
      <translation>Ce que vous dites est traduit, sans réponse.</translation>
    </message>
    <message>
      <source>What you showed me is gone, so I see it no more.</source>
      <translation>Ce que vous me montriez n’est plus là : je ne le vois plus.</translation>
    </message>
    <message>
      <source>When it is sure</source>
      <translation>Quand c’est sûr</translation>
    </message>
    <message>
      <source>Where the model runs.</source>
      <translation>Où tourne le modèle.</translation>
    </message>
    <message>
      <source>Where the model runs. Time of its 200 ms steps: half, 95 % and 99 % of them took no longer than this. Late: steps that took more than 200 ms. Gaps: moments when sound was due but missing. Lost: microphone sound that was dropped. Drift: by how much the speaker is off the microphone's clock, and how fast their clocks run apart (ppm: millionths); it is made up for. Echo: by how much the assistant's own voice is taken out of what the microphone hears.</source>
      <translation>Où tourne le modèle. Durée de ses pas de 200 ms : la moitié, 95 % et 99 % n’ont pas duré plus. Tard : pas de plus de 200 ms. Trous : moments où du son manquait. Perdu : son du micro abandonné. Dérive : écart du haut-parleur par rapport à l’horloge du micro et vitesse à laquelle leurs horloges divergent (ppm : millionièmes) ; il est compensé. Écho : part de la voix de l’assistant retirée de ce qu’entend le micro.</translation>
    </message>
    <message>
      <source>Where the two languages of a translation stand in its window.</source>
      <translation>Où se placent les deux langues d’une traduction dans sa fenêtre.</translation>
    </message>
    <message>
      <source>Whether both voices are kept as sound with a conversation.</source>
      <translation>Si les deux voix sont gardées en son avec la conversation.</translation>
    </message>
    <message>
      <source>Whether it shows that it follows while you tell something long.</source>
      <translation>S’il montre qu’il suit pendant un long récit.</translation>
    </message>
    <message>
      <source>Whether search, pages and weather may use the internet.</source>
      <translation>Si la recherche, les pages et la météo peuvent utiliser internet.</translation>
    </message>
    <message>
      <source>Whether the model's times are shown at the bottom.</source>
      <translation>Si les temps du modèle sont affichés en bas.</translation>
    </message>
    <message>
      <source>Whether they are kept on this machine, to be found again.</source>
      <translation>Si elles sont gardées sur cet ordinateur, pour être retrouvées.</translation>
    </message>
    <message>
      <source>Whether translations are spoken, or shown alone.</source>
      <translation>Si les traductions sont dites, ou seulement affichées.</translation>
    </message>
    <message>
      <source>Whether what the eyes reported is kept with a conversation.</source>
      <translation>Si ce que les yeux ont signalé est gardé avec la conversation.</translation>
    </message>
    <message>
      <source>While it speaks, it is measured how loud its voice is in your microphone.</source>
      <translation>Pendant qu’il parle, on mesure la force de sa voix dans votre micro.</translation>
    </message>
    <message>
      <source>White on black</source>
      <translation>Blanc sur noir</translation>
    </message>
    <message>
      <source>Who spoke in the last seconds</source>
      <translation>Qui a parlé ces dernières secondes</translation>
    </message>
    <message>
      <source>Whole screen</source>
      <translation>Plein écran</translation>
    </message>
    <message>
      <source>Whole sentences</source>
      <translation>Phrases entières</translation>
    </message>
    <message>
      <source>Whose words are translated: yours, or those of what this computer plays.</source>
      <translation>Les paroles de qui sont traduites : les vôtres, ou celles de ce que joue cet ordinateur.</translation>
    </message>
    <message>
      <source>Working on an answer. You can go on talking.</source>
      <translation>Prépare une réponse. Vous pouvez continuer à parler.</translation>
    </message>
    <message>
      <source>Working on an answer. You can go on typing.</source>
      <translation>Prépare une réponse. Vous pouvez continuer à écrire.</translation>
    </message>
    <message>
      <source>Works while another program has the keyboard.</source>
      <translation>Agit pendant qu’un autre programme a le clavier.</translation>
    </message>
    <message>
      <source>Write down what is said from now on</source>
      <translation>Écrire ce qui est dit désormais</translation>
    </message>
    <message>
      <source>Yellow on black</source>
      <translation>Jaune sur noir</translation>
    </message>
    <message>
      <source>Yesterday, {clock}</source>
      <translation>Hier, {clock}</translation>
    </message>
    <message>
      <source>You</source>
      <translation>Vous</translation>
    </message>
    <message>
      <source>You are talking while the microphone is off.</source>
      <translation>Vous parlez alors que le micro est coupé.</translation>
    </message>
    <message>
      <source>You can read what is said.</source>
      <translation>Vous pouvez lire ce qui est dit.</translation>
    </message>
    <message>
      <source>You can type.</source>
      <translation>Vous pouvez écrire.</translation>
    </message>
    <message>
      <source>You have the floor.</source>
      <translation>Vous avez la parole.</translation>
    </message>
    <message>
      <source>Your keys</source>
      <translation>Vos touches</translation>
    </message>
    <message>
      <source>Your last conversation was cut off</source>
      <translation>Votre dernière conversation a été coupée</translation>
    </message>
    <message>
      <source>Your line stays where you typed it. Send it once Duologue has answered some of them.</source>
      <translation>Votre ligne reste où vous l’avez écrite. Envoyez-la quand Duologue aura répondu à quelques-unes.</translation>
    </message>
    <message>
      <source>Your line stays where you typed it. Start a conversation, then send it.</source>
      <translation>Votre ligne reste où vous l’avez écrite. Commencez une conversation, puis envoyez-la.</translation>
    </message>
    <message>
      <source>Your microphone '{}' is silent.</source>
      <translation>Votre micro '{}' est muet.</translation>
    </message>
    <message>
      <source>Your microphone is off, so you are not heard.</source>
      <translation>Votre micro est coupé, on ne vous entend pas.</translation>
    </message>
    <message>
      <source>Your place</source>
      <translation>Votre ville</translation>
    </message>
    <message>
      <source>Your screen can be seen</source>
      <translation>Votre écran peut être vu</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Agrandir</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Réduire</translation>
    </message>
    <message>
      <source>a new conversation</source>
      <translation>une nouvelle conversation</translation>
    </message>
    <message>
      <source>any language</source>
      <translation>toute langue</translation>
    </message>
    <message>
      <source>days</source>
      <translation>jours</translation>
    </message>
    <message>
      <source>drift {drift_ms:+.1f} ms ({drift_ppm:+d} ppm)</source>
      <translation>dérive {drift_ms:+.1f} ms ({drift_ppm:+d} ppm)</translation>
    </message>
    <message>
      <source>echo cancelled ({reduction_db} dB)</source>
      <translation>écho supprimé ({reduction_db} dB)</translation>
    </message>
    <message>
      <source>echo too strong: half duplex</source>
      <translation>écho trop fort : en alternance</translation>
    </message>
    <message>
      <source>finding words</source>
      <translation>chercher des mots</translation>
    </message>
    <message>
      <source>found: {found}</source>
      <translation>trouvé : {found}</translation>
    </message>
    <message>
      <source>gaps {underruns}</source>
      <translation>trous {underruns}</translation>
    </message>
    <message>
      <source>headphones</source>
      <translation>casque</translation>
    </message>
    <message>
      <source>interrupted</source>
      <translation>interrompu</translation>
    </message>
    <message>
      <source>late {late}</source>
      <translation>tard {late}</translation>
    </message>
    <message>
      <source>listening</source>
      <translation>écoute</translation>
    </message>
    <message>
      <source>lost {dropped}</source>
      <translation>perdu {dropped}</translation>
    </message>
    <message>
      <source>microphone off</source>
      <translation>micro coupé</translation>
    </message>
    <message>
      <source>no session</source>
      <translation>pas de session</translation>
    </message>
    <message>
      <source>none</source>
      <translation>aucune</translation>
    </message>
    <message>
      <source>optional</source>
      <translation>facultatif</translation>
    </message>
    <message>
      <source>owner/name</source>
      <translation>propriétaire/nom</translation>
    </message>
    <message>
      <source>private conversations</source>
      <translation>conversations privées</translation>
    </message>
    <message>
      <source>quitting</source>
      <translation>quitter</translation>
    </message>
    <message>
      <source>saving the transcript</source>
      <translation>enregistrer la transcription</translation>
    </message>
    <message>
      <source>showing the screen</source>
      <translation>montrer l’écran</translation>
    </message>
    <message>
      <source>speaking</source>
      <translation>parle</translation>
    </message>
    <message>
      <source>step {p50_ms:.0f} / {p95_ms:.0f} / {p99_ms:.0f} ms</source>
      <translation>pas {p50_ms:.0f} / {p95_ms:.0f} / {p99_ms:.0f} ms</translation>
    </message>
    <message>
      <source>stopping the assistant</source>
      <translation>arrêter l’assistant</translation>
    </message>
    <message>
      <source>the camera</source>
      <translation>la caméra</translation>
    </message>
    <message>
      <source>the conversation</source>
      <translation>la conversation</translation>
    </message>
    <message>
      <source>the figures</source>
      <translation>les mesures</translation>
    </message>
    <message>
      <source>the first one offered</source>
      <translation>le premier proposé</translation>
    </message>
    <message>
      <source>the history</source>
      <translation>l’historique</translation>
    </message>
    <message>
      <source>the inspector</source>
      <translation>l’inspecteur</translation>
    </message>
    <message>
      <source>the menu</source>
      <translation>le menu</translation>
    </message>
    <message>
      <source>the mini window</source>
      <translation>la mini-fenêtre</translation>
    </message>
    <message>
      <source>the translation</source>
      <translation>la traduction</translation>
    </message>
    <message>
      <source>the whole screen</source>
      <translation>tout l’écran</translation>
    </message>
    <message>
      <source>typed · </source>
      <translation>écrit · </translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>en attente</translation>
    </message>
    <message>
      <source>with sound</source>
      <translation>avec son</translation>
    </message>
    <message>
      <source>{count} conversations</source>
      <translation>{count} conversations</translation>
    </message>
    <message>
      <source>{count} conversations deleted. Undo brings them back.</source>
      <translation>{count} conversations supprimées. « Annuler » les rétablit.</translation>
    </message>
    <message>
      <source>{count} found</source>
      <translation>{count} trouvées</translation>
    </message>
    <message>
      <source>{count} panels</source>
      <translation>{count} panneaux</translation>
    </message>
    <message>
      <source>{count} timers are still running.</source>
      <translation>{count} minuteurs tournent encore.</translation>
    </message>
    <message>
      <source>{count} utterances</source>
      <translation>{count} répliques</translation>
    </message>
    <message>
      <source>{lag} behind</source>
      <translation>{lag} de retard</translation>
    </message>
    <message>
      <source>{language} (captions)</source>
      <translation>{language} (sous-titres)</translation>
    </message>
    <message>
      <source>{language} captions</source>
      <translation>{language}, sous-titres</translation>
    </message>
    <message>
      <source>{language} is not understood yet.</source>
      <translation>Pas encore compris : {language}.</translation>
    </message>
    <message>
      <source>{message} Nothing has changed.</source>
      <translation>{message} Rien n’a changé.</translation>
    </message>
    <message>
      <source>{mute_key} turns it on.</source>
      <translation>{mute_key} l’ouvre.</translation>
    </message>
    <message>
      <source>{named} (stopped) – Duologue</source>
      <translation>{named} (arrêté) – Duologue</translation>
    </message>
    <message>
      <source>{name} (not connected)</source>
      <translation>{name} (non connecté)</translation>
    </message>
    <message>
      <source>{name} is in use, so it stays.</source>
      <translation>{name} est utilisé, donc il reste.</translation>
    </message>
    <message>
      <source>{name} is no file of settings; nothing has changed.</source>
      <translation>{name} n’est pas un fichier de réglages ; rien n’a changé.</translation>
    </message>
    <message>
      <source>{name} is not yet whole: {mb} MB are here.</source>
      <translation>{name} n’est pas encore complet : {mb} Mo sont là.</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} sur {count}</translation>
    </message>
    <message>
      <source>{path} cannot be read: {strerror}.</source>
      <translation>{path} est illisible : {strerror}.</translation>
    </message>
    <message>
      <source>{path} cannot be written: {strerror}.</source>
      <translation>{path} ne peut pas être écrit : {strerror}.</translation>
    </message>
    <message>
      <source>{source} to {target}</source>
      <translation>{source} vers {target}</translation>
    </message>
    <message>
      <source>{value:.2f} times</source>
      <translation>{value:.2f} fois</translation>
    </message>
    <message>
      <source>{value} (not there now)</source>
      <translation>{value} (absent)</translation>
    </message>
    <message>
      <source>{} is back.</source>
      <translation>{} est de retour.</translation>
    </message>
    <message>
      <source>{} is downloaded.</source>
      <translation>{} est téléchargé.</translation>
    </message>
    <message>
      <source>{} is paused.</source>
      <translation>{} est en pause.</translation>
    </message>
    <message>
      <source>{} is ready and used from the next start on.</source>
      <translation>{} est prêt et sera utilisé au prochain démarrage.</translation>
    </message>
    <message>
      <source>{} is ready.</source>
      <translation>{} est prêt.</translation>
    </message>
    <message>
      <source>{} is removed.</source>
      <translation>{} est supprimé.</translation>
    </message>
    <message>
      <source>{} is whole.</source>
      <translation>{} est complet.</translation>
    </message>
    <message>
      <source>{} {} GB to download, {} GB of memory.</source>
      <translation>{} {} Go à télécharger, {} Go de mémoire.</translation>
    </message>
    <message>
      <source>“Set a timer for …” – pause to think as long as you like – “… ten minutes.”</source>
      <translation>« Set a timer for … » – réfléchissez aussi longtemps que vous voulez – « … ten minutes. »</translation>
    </message>
    <message>
      <source>“Tell me when twenty seconds have passed.” Then talk on.</source>
      <translation>« Tell me when twenty seconds have passed. » Puis continuez à parler.</translation>
    </message>
    <message>
      <source>● Camera on</source>
      <translation>● Caméra allumée</translation>
    </message>
  </context>
</TS>

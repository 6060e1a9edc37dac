<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
  <context>
    <name>duologue</name>
    <message>
      <source> · sound</source>
      <translation> · sonido</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Copiar</translation>
    </message>
    <message>
      <source>&amp;Follow</source>
      <translation>&amp;Seguir</translation>
    </message>
    <message>
      <source>&amp;Global mute shortcut</source>
      <translation>Atajo &amp;global de silencio</translation>
    </message>
    <message>
      <source>&amp;Hold</source>
      <translation>&amp;Mantener</translation>
    </message>
    <message>
      <source>&amp;Mute</source>
      <translation>&amp;Silenciar</translation>
    </message>
    <message>
      <source>&amp;Open session…</source>
      <translation>&amp;Abrir sesión…</translation>
    </message>
    <message>
      <source>&amp;This session</source>
      <translation>&amp;Esta sesión</translation>
    </message>
    <message>
      <source>'{}' is used meanwhile.</source>
      <translation>Mientras tanto se usa '{}'.</translation>
    </message>
    <message>
      <source>1 conversation</source>
      <translation>1 conversación</translation>
    </message>
    <message>
      <source>1 conversation deleted. Undo brings it back.</source>
      <translation>1 conversación borrada. «Deshacer» la recupera.</translation>
    </message>
    <message>
      <source>1 panel</source>
      <translation>1 panel</translation>
    </message>
    <message>
      <source>1 utterance</source>
      <translation>1 intervención</translation>
    </message>
    <message>
      <source>A bundle of your own.</source>
      <translation>Un paquete tuyo.</translation>
    </message>
    <message>
      <source>A bundle that somebody published on the Hugging Face hub can be downloaded. Give the name of its repository, as owner/name; there is no list of them.</source>
      <translation>Se puede descargar un paquete que alguien haya publicado en el hub de Hugging Face. Indica el nombre de su repositorio como propietario/nombre; no hay ninguna lista.</translation>
    </message>
    <message>
      <source>A camera, if you like</source>
      <translation>Una cámara, si quieres</translation>
    </message>
    <message>
      <source>A line holds 2,000 characters. The rest was left out.</source>
      <translation>Una línea admite 2000 caracteres. El resto se ha omitido.</translation>
    </message>
    <message>
      <source>A minute, step by step; every step can be skipped</source>
      <translation>Un minuto, paso a paso; puedes saltarte cualquiera</translation>
    </message>
    <message>
      <source>A model that knows a lot</source>
      <translation>Un modelo que sabe mucho</translation>
    </message>
    <message>
      <source>A program with its arguments, or an address that begins with https://.</source>
      <translation>Un programa con sus argumentos, o una dirección que empiece por https://.</translation>
    </message>
    <message>
      <source>A timer is still running: {name}.</source>
      <translation>Un temporizador sigue en marcha: {name}.</translation>
    </message>
    <message>
      <source>About Duologue</source>
      <translation>Acerca de Duologue</translation>
    </message>
    <message>
      <source>Add to list</source>
      <translation>Añadir a la lista</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Dirección</translation>
    </message>
    <message>
      <source>Address (http://, rtsp://) or file:</source>
      <translation>Dirección (http://, rtsp://) o archivo:</translation>
    </message>
    <message>
      <source>Address of an OpenAI-compatible server, or folder of a model; empty to look for one here, none for no model.</source>
      <translation>Dirección de un servidor compatible con OpenAI o carpeta de un modelo; vacío: buscar uno aquí; none: sin modelo.</translation>
    </message>
    <message>
      <source>Address of your SearXNG server; empty for public search engines.</source>
      <translation>Dirección de tu servidor SearXNG; vacío para buscadores públicos.</translation>
    </message>
    <message>
      <source>Adds the servers of a copied {"mcpServers": …}, as it stands in their instructions</source>
      <translation>Añade los servidores de un {"mcpServers": …} copiado, tal como aparece en sus instrucciones</translation>
    </message>
    <message>
      <source>Add…</source>
      <translation>Añadir…</translation>
    </message>
    <message>
      <source>Advanced</source>
      <translation>Avanzado</translation>
    </message>
    <message>
      <source>Again</source>
      <translation>Otra vez</translation>
    </message>
    <message>
      <source>Allow</source>
      <translation>Permitir</translation>
    </message>
    <message>
      <source>Always allow</source>
      <translation>Permitir siempre</translation>
    </message>
    <message>
      <source>Always allowed</source>
      <translation>Siempre permitido</translation>
    </message>
    <message>
      <source>Always on top</source>
      <translation>Siempre encima</translation>
    </message>
    <message>
      <source>Another program may be using it: close that program, or choose another camera.</source>
      <translation>Quizá la use otro programa: ciérralo o elige otra cámara.</translation>
    </message>
    <message>
      <source>Answers</source>
      <translation>Respuestas</translation>
    </message>
    <message>
      <source>Answers what tools cannot. Enter the address of an OpenAI-compatible server or the folder of a model, or leave it empty to use Ollama, LM Studio, llama.cpp or vLLM if one runs on this machine; enter none to use no model. Changes take effect at the next start.</source>
      <translation>Responde a lo que las herramientas no pueden. Escribe la dirección de un servidor compatible con OpenAI o la carpeta de un modelo; déjalo vacío para usar Ollama, LM Studio, llama.cpp o vLLM si se ejecuta aquí; escribe none para no usar ninguno. Se aplica en el próximo inicio.</translation>
    </message>
    <message>
      <source>Any model that runs in Ollama, LM Studio, llama.cpp or vLLM on this machine will do.</source>
      <translation>Sirve cualquier modelo que funcione aquí en Ollama, LM Studio, llama.cpp o vLLM.</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>Apariencia</translation>
    </message>
    <message>
      <source>As many as fit</source>
      <translation>Las que quepan</translation>
    </message>
    <message>
      <source>As the window</source>
      <translation>Como la ventana</translation>
    </message>
    <message>
      <source>As usual</source>
      <translation>Lo habitual</translation>
    </message>
    <message>
      <source>Ask</source>
      <translation>Preguntar</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>Volver a preguntar</translation>
    </message>
    <message>
      <source>Ask first</source>
      <translation>Preguntar antes</translation>
    </message>
    <message>
      <source>Ask for something long, “Tell me what you can do”, and say “stop” in the middle.</source>
      <translation>Pide algo largo, «Tell me what you can do», y di «stop» a la mitad.</translation>
    </message>
    <message>
      <source>At once</source>
      <translation>Al instante</translation>
    </message>
    <message>
      <source>At the start, to measure the echo, and when muting.</source>
      <translation>Al inicio, para medir el eco, y al silenciar.</translation>
    </message>
    <message>
      <source>At {cursor_s:.1f} seconds</source>
      <translation>A los {cursor_s:.1f} segundos</translation>
    </message>
    <message>
      <source>At {t:.1f} s</source>
      <translation>A los {t:.1f} s</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Atrás</translation>
    </message>
    <message>
      <source>Background</source>
      <translation>Fondo</translation>
    </message>
    <message>
      <source>Background model</source>
      <translation>Modelo de fondo</translation>
    </message>
    <message>
      <source>Background model: {name}…</source>
      <translation>Modelo de fondo: {name}…</translation>
    </message>
    <message>
      <source>Background model…</source>
      <translation>Modelo de fondo…</translation>
    </message>
    <message>
      <source>Black on white</source>
      <translation>Negro sobre blanco</translation>
    </message>
    <message>
      <source>Both</source>
      <translation>Ambos</translation>
    </message>
    <message>
      <source>Both ways</source>
      <translation>En ambos sentidos</translation>
    </message>
    <message>
      <source>Both ways: what is said in either language is put into the other</source>
      <translation>En ambos sentidos: lo que se dice en un idioma se traduce al otro</translation>
    </message>
    <message>
      <source>Break in</source>
      <translation>Interrumpe</translation>
    </message>
    <message>
      <source>Bring back what was deleted (Ctrl+Z)</source>
      <translation>Recupera lo borrado (Ctrl+Z)</translation>
    </message>
    <message>
      <source>Bringing {} back…</source>
      <translation>Recuperando {}…</translation>
    </message>
    <message>
      <source>Build again</source>
      <translation>Construir de nuevo</translation>
    </message>
    <message>
      <source>Build the model now</source>
      <translation>Construir el modelo ahora</translation>
    </message>
    <message>
      <source>Building {}…</source>
      <translation>Construyendo {}…</translation>
    </message>
    <message>
      <source>Calculator</source>
      <translation>Calculadora</translation>
    </message>
    <message>
      <source>Calibrate</source>
      <translation>Calibrar</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Cámara</translation>
    </message>
    <message>
      <source>Can it hear you?</source>
      <translation>¿Te oye?</translation>
    </message>
    <message>
      <source>Can you hear it?</source>
      <translation>¿Lo oyes?</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Cancelar</translation>
    </message>
    <message>
      <source>Cancel reminder</source>
      <translation>Cancelar recordatorio</translation>
    </message>
    <message>
      <source>Cancel timer</source>
      <translation>Cancelar temporizador</translation>
    </message>
    <message>
      <source>Cases (*.json)</source>
      <translation>Casos (*.json)</translation>
    </message>
    <message>
      <source>Chance</source>
      <translation>Azar</translation>
    </message>
    <message>
      <source>Change keys…</source>
      <translation>Cambiar teclas…</translation>
    </message>
    <message>
      <source>Chart</source>
      <translation>Gráfico</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>Comprobar</translation>
    </message>
    <message>
      <source>Check that it isn't switched off, on the device or in the system's sound settings, or choose another.</source>
      <translation>Comprueba que no esté apagado, en el aparato o en los ajustes de sonido del sistema, o elige otro.</translation>
    </message>
    <message>
      <source>Check the address, and that the camera is on.</source>
      <translation>Comprueba la dirección y que la cámara esté encendida.</translation>
    </message>
    <message>
      <source>Checking {}…</source>
      <translation>Comprobando {}…</translation>
    </message>
    <message>
      <source>Choose a speaker and a voice, and listen.</source>
      <translation>Elige altavoz y voz, y escucha.</translation>
    </message>
    <message>
      <source>Choose camera…</source>
      <translation>Elegir cámara…</translation>
    </message>
    <message>
      <source>Choose keys…</source>
      <translation>Elegir teclas…</translation>
    </message>
    <message>
      <source>Choose microphone…</source>
      <translation>Elegir micrófono…</translation>
    </message>
    <message>
      <source>Choose one…</source>
      <translation>Elegir uno…</translation>
    </message>
    <message>
      <source>Choose speaker…</source>
      <translation>Elegir altavoz…</translation>
    </message>
    <message>
      <source>City for the weather when you name none.</source>
      <translation>Ciudad para el tiempo cuando no nombras ninguna.</translation>
    </message>
    <message>
      <source>Click a field, then press a shortcut. Backspace removes it.</source>
      <translation>Haz clic en un campo y pulsa un atajo. Retroceso lo quita.</translation>
    </message>
    <message>
      <source>Click for the figures.</source>
      <translation>Clic para ver las cifras.</translation>
    </message>
    <message>
      <source>Clock</source>
      <translation>Reloj</translation>
    </message>
    <message>
      <source>Clock at start</source>
      <translation>Reloj al inicio</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Cerrar</translation>
    </message>
    <message>
      <source>Close (Esc)</source>
      <translation>Cerrar (Esc)</translation>
    </message>
    <message>
      <source>Close anyway</source>
      <translation>Cerrar de todos modos</translation>
    </message>
    <message>
      <source>Close panel</source>
      <translation>Cerrar panel</translation>
    </message>
    <message>
      <source>Close panel: {name}</source>
      <translation>Cerrar panel: {name}</translation>
    </message>
    <message>
      <source>Closed panels</source>
      <translation>Paneles cerrados</translation>
    </message>
    <message>
      <source>Closing the window leaves it listening in the tray, where there is one; Quit ends it.</source>
      <translation>Al cerrar la ventana sigue escuchando en la bandeja, si la hay; «Salir» lo termina.</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Colores</translation>
    </message>
    <message>
      <source>Colours of text and background.</source>
      <translation>Colores del texto y del fondo.</translation>
    </message>
    <message>
      <source>Compute</source>
      <translation>Cálculo</translation>
    </message>
    <message>
      <source>Computer</source>
      <translation>Ordenador</translation>
    </message>
    <message>
      <source>Computer on or off ({keys})</source>
      <translation>Ordenador sí o no ({keys})</translation>
    </message>
    <message>
      <source>Connect a microphone and start again.</source>
      <translation>Conecta un micrófono y vuelve a empezar.</translation>
    </message>
    <message>
      <source>Connect one, or check the system's sound settings.</source>
      <translation>Conecta uno o revisa los ajustes de sonido del sistema.</translation>
    </message>
    <message>
      <source>Consent</source>
      <translation>Consentimiento</translation>
    </message>
    <message>
      <source>Content of panel: {name}</source>
      <translation>Contenido del panel: {name}</translation>
    </message>
    <message>
      <source>Conversation</source>
      <translation>Conversación</translation>
    </message>
    <message>
      <source>Conversations</source>
      <translation>Conversaciones</translation>
    </message>
    <message>
      <source>Converter</source>
      <translation>Conversor</translation>
    </message>
    <message>
      <source>Copied: {words}</source>
      <translation>Copiado: {words}</translation>
    </message>
    <message>
      <source>Copies what is said of the moment that you point at</source>
      <translation>Copia lo que se dice del momento que señalas</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Copiar</translation>
    </message>
    <message>
      <source>Count</source>
      <translation>Contar</translation>
    </message>
    <message>
      <source>Count anew</source>
      <translation>Contar de nuevo</translation>
    </message>
    <message>
      <source>Count the days</source>
      <translation>Contar los días</translation>
    </message>
    <message>
      <source>Crash report</source>
      <translation>Informe de fallo</translation>
    </message>
    <message>
      <source>Cyan on blue</source>
      <translation>Cian sobre azul</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Oscuro</translation>
    </message>
    <message>
      <source>Data (*.json)</source>
      <translation>Datos (*.json)</translation>
    </message>
    <message>
      <source>Days after which a conversation is deleted, at the next start; 0 for never.</source>
      <translation>Días tras los que se borra una conversación, en el próximo inicio; 0 para nunca.</translation>
    </message>
    <message>
      <source>Defaults</source>
      <translation>Predeterminados</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Borrar</translation>
    </message>
    <message>
      <source>Delete after days</source>
      <translation>Borrar tras (días)</translation>
    </message>
    <message>
      <source>Delete notes</source>
      <translation>Borrar notas</translation>
    </message>
    <message>
      <source>Delete report</source>
      <translation>Borrar informe</translation>
    </message>
    <message>
      <source>Delete what is selected; it can be undone (Del)</source>
      <translation>Borra lo seleccionado; se puede deshacer (Supr)</translation>
    </message>
    <message>
      <source>Deutsch</source>
      <translation>Deutsch</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Descartar</translation>
    </message>
    <message>
      <source>Dismiss notice</source>
      <translation>Descartar aviso</translation>
    </message>
    <message>
      <source>Don't</source>
      <translation>No</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Listo</translation>
    </message>
    <message>
      <source>Download</source>
      <translation>Descargar</translation>
    </message>
    <message>
      <source>Download a bundle</source>
      <translation>Descargar un paquete</translation>
    </message>
    <message>
      <source>Downloading {name}: {done} of {total} MB</source>
      <translation>Descargando {name}: {done} de {total} MB</translation>
    </message>
    <message>
      <source>Downloading {}…</source>
      <translation>Descargando {}…</translation>
    </message>
    <message>
      <source>Duologue can't hear you. Type, and it answers.</source>
      <translation>Duologue no puede oírte. Escribe y responderá.</translation>
    </message>
    <message>
      <source>Duologue cannot start</source>
      <translation>Duologue no puede iniciarse</translation>
    </message>
    <message>
      <source>Duologue crashed the last time.</source>
      <translation>Duologue falló la última vez.</translation>
    </message>
    <message>
      <source>Duologue goes on listening in the tray.</source>
      <translation>Duologue sigue escuchando en la bandeja.</translation>
    </message>
    <message>
      <source>Duologue is not running</source>
      <translation>Duologue no está en marcha</translation>
    </message>
    <message>
      <source>Duologue is still translating, as it was when it was closed.</source>
      <translation>Duologue sigue traduciendo, como cuando se cerró.</translation>
    </message>
    <message>
      <source>Duologue listens on this machine alone: nothing you say leaves it.</source>
      <translation>Duologue solo escucha en este equipo: nada de lo que dices sale de él.</translation>
    </message>
    <message>
      <source>Earlier (Enter)</source>
      <translation>Anterior (Intro)</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Editar…</translation>
    </message>
    <message>
      <source>Ended</source>
      <translation>Terminado</translation>
    </message>
    <message>
      <source>English</source>
      <translation>English</translation>
    </message>
    <message>
      <source>Environment of the program, or headers of the requests: NAME=value, one a line</source>
      <translation>Entorno del programa o cabeceras de las peticiones: NOMBRE=valor, uno por línea</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Error</translation>
    </message>
    <message>
      <source>Español</source>
      <translation>Español</translation>
    </message>
    <message>
      <source>Everything runs on this machine.</source>
      <translation>Todo funciona en este equipo.</translation>
    </message>
    <message>
      <source>Everything runs on this machine. Bundles are built here from published packages, each compared with its digest; what is fetched once is kept, and a build that was broken off goes on from there.</source>
      <translation>Todo funciona en este equipo. Los modelos se construyen aquí a partir de paquetes publicados, cada uno comparado con su resumen; lo descargado se conserva y una construcción interrumpida continúa donde quedó.</translation>
    </message>
    <message>
      <source>Explains and reasons, mostly in English; calls no tools.</source>
      <translation>Explica y razona, sobre todo en inglés; no usa herramientas.</translation>
    </message>
    <message>
      <source>Explains, reasons and calculates, in more than twenty languages.</source>
      <translation>Explica, razona y calcula, en más de veinte idiomas.</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exportar</translation>
    </message>
    <message>
      <source>Export settings</source>
      <translation>Exportar ajustes</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportar…</translation>
    </message>
    <message>
      <source>Fetches the parts of the model once and puts them together on this machine</source>
      <translation>Descarga una vez las partes del modelo y las une en este equipo</translation>
    </message>
    <message>
      <source>Figures</source>
      <translation>Cifras</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>Filtrar</translation>
    </message>
    <message>
      <source>Find in {where}</source>
      <translation>Buscar en {where}</translation>
    </message>
    <message>
      <source>Find what was said</source>
      <translation>Buscar lo que se dijo</translation>
    </message>
    <message>
      <source>Find words</source>
      <translation>Buscar palabras</translation>
    </message>
    <message>
      <source>First camera</source>
      <translation>Primera cámara</translation>
    </message>
    <message>
      <source>Floor</source>
      <translation>Turno</translation>
    </message>
    <message>
      <source>Folder of a replay or of a recorded session</source>
      <translation>Carpeta de una repetición o de una sesión grabada</translation>
    </message>
    <message>
      <source>Follows instructions and calls tools well for its size.</source>
      <translation>Sigue instrucciones y usa herramientas bien para su tamaño.</translation>
    </message>
    <message>
      <source>For small machines: quick, short answers in many languages; often wrong about facts.</source>
      <translation>Para equipos pequeños: respuestas rápidas y cortas en muchos idiomas; se equivoca a menudo en los datos.</translation>
    </message>
    <message>
      <source>Found: {name}</source>
      <translation>Encontrado: {name}</translation>
    </message>
    <message>
      <source>Four</source>
      <translation>Cuatro</translation>
    </message>
    <message>
      <source>Français</source>
      <translation>Français</translation>
    </message>
    <message>
      <source>From here</source>
      <translation>Desde aquí</translation>
    </message>
    <message>
      <source>General</source>
      <translation>General</translation>
    </message>
    <message>
      <source>Getting ready to listen</source>
      <translation>Preparándose para escuchar</translation>
    </message>
    <message>
      <source>Getting started</source>
      <translation>Primeros pasos</translation>
    </message>
    <message>
      <source>Getting started…</source>
      <translation>Primeros pasos…</translation>
    </message>
    <message>
      <source>Give it another title (F2)</source>
      <translation>Darle otro título (F2)</translation>
    </message>
    <message>
      <source>Give up</source>
      <translation>Abandonar</translation>
    </message>
    <message>
      <source>Gives way</source>
      <translation>Cede la palabra</translation>
    </message>
    <message>
      <source>Global mute</source>
      <translation>Silencio global</translation>
    </message>
    <message>
      <source>Global mute shortcut</source>
      <translation>Atajo global de silencio</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Continuar</translation>
    </message>
    <message>
      <source>Go on in the tray</source>
      <translation>Seguir en la bandeja</translation>
    </message>
    <message>
      <source>Go on with this conversation (Enter)</source>
      <translation>Continuar esta conversación (Intro)</translation>
    </message>
    <message>
      <source>Have it watch the time</source>
      <translation>Que vigile el tiempo</translation>
    </message>
    <message>
      <source>Heard: “{}”</source>
      <translation>Oído: «{}»</translation>
    </message>
    <message>
      <source>Hears, decides and speaks English, and sees.</source>
      <translation>Oye, decide y habla inglés, y ve.</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Ayuda</translation>
    </message>
    <message>
      <source>High contrast</source>
      <translation>Alto contraste</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Historial</translation>
    </message>
    <message>
      <source>History…</source>
      <translation>Historial…</translation>
    </message>
    <message>
      <source>Hold</source>
      <translation>Mantener</translation>
    </message>
    <message>
      <source>Hold it to mute, or to be heard while the microphone is off.</source>
      <translation>Mantenla para silenciar, o para que se te oiga con el micrófono apagado.</translation>
    </message>
    <message>
      <source>Hold to mute</source>
      <translation>Mantener para silenciar</translation>
    </message>
    <message>
      <source>How fast it speaks, in times its usual speed.</source>
      <translation>Lo rápido que habla, en veces lo habitual.</translation>
    </message>
    <message>
      <source>How long after its words the newest translation stood</source>
      <translation>Cuánto después de sus palabras estuvo la última traducción</translation>
    </message>
    <message>
      <source>How loud it is, in times its usual sound pressure.</source>
      <translation>Lo alto que suena, en veces la presión habitual.</translation>
    </message>
    <message>
      <source>How many lines of text of each language the window shows.</source>
      <translation>Cuántas líneas de texto de cada idioma muestra la ventana.</translation>
    </message>
    <message>
      <source>How much of what is behind the window its background hides; the text stays solid.</source>
      <translation>Cuánto de lo que hay detrás oculta el fondo de la ventana; el texto sigue opaco.</translation>
    </message>
    <message>
      <source>How soon it answers where a pause might be the end: patiently leaves you more time to think.</source>
      <translation>Lo pronto que responde cuando una pausa podría ser el final: «Con paciencia» te deja más tiempo para pensar.</translation>
    </message>
    <message>
      <source>How soon it stops when you talk while it speaks: at once also at a word that was not meant for it.</source>
      <translation>Lo pronto que calla cuando hablas encima: «Al instante» también con una palabra que no era para él.</translation>
    </message>
    <message>
      <source>ISO 639-1 code of the language to translate into.</source>
      <translation>Código ISO 639-1 del idioma al que se traduce.</translation>
    </message>
    <message>
      <source>ISO 639-1 code of the language you speak; any for whichever it is.</source>
      <translation>Código ISO 639-1 del idioma que hablas; any para cualquiera.</translation>
    </message>
    <message>
      <source>ISO 8601 time at session start; empty for the real time.</source>
      <translation>Hora ISO 8601 al inicio de la sesión; vacío para la real.</translation>
    </message>
    <message>
      <source>Identity of the input device; empty for the system's default.</source>
      <translation>Identidad del dispositivo de entrada; vacío para el del sistema.</translation>
    </message>
    <message>
      <source>Identity of the output device; empty for the system's default.</source>
      <translation>Identidad del dispositivo de salida; vacío para el del sistema.</translation>
    </message>
    <message>
      <source>Identity or address of the camera; empty for the first.</source>
      <translation>Identidad o dirección de la cámara; vacío para la primera.</translation>
    </message>
    <message>
      <source>Import settings</source>
      <translation>Importar ajustes</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>Importar…</translation>
    </message>
    <message>
      <source>In the last {seconds:.0f} seconds: {told}</source>
      <translation>En los últimos {seconds:.0f} segundos: {told}</translation>
    </message>
    <message>
      <source>In this system's keyring, and not in the file</source>
      <translation>En el llavero del sistema y no en el archivo</translation>
    </message>
    <message>
      <source>In times the usual size of text.</source>
      <translation>En veces el tamaño habitual del texto.</translation>
    </message>
    <message>
      <source>Inspector</source>
      <translation>Inspector</translation>
    </message>
    <message>
      <source>Inspector…</source>
      <translation>Inspector…</translation>
    </message>
    <message>
      <source>Install</source>
      <translation>Instalar</translation>
    </message>
    <message>
      <source>Install other languages</source>
      <translation>Instalar otros idiomas</translation>
    </message>
    <message>
      <source>Installed, {} MB, version {} {}</source>
      <translation>Instalado, {} MB, versión {} {}</translation>
    </message>
    <message>
      <source>Internet</source>
      <translation>Internet</translation>
    </message>
    <message>
      <source>It can't ring while Duologue is closed.</source>
      <translation>No puede sonar mientras Duologue está cerrado.</translation>
    </message>
    <message>
      <source>It could not be saved: {reason}.</source>
      <translation>No se pudo guardar: {reason}.</translation>
    </message>
    <message>
      <source>It has written nothing yet.</source>
      <translation>Aún no ha escrito nada.</translation>
    </message>
    <message>
      <source>It is off until you turn it on, and a red mark stands in the window while it is on. Pictures are never kept and never leave this machine unless you allow it.</source>
      <translation>Está apagada hasta que la enciendas, y una marca roja se ve en la ventana mientras está encendida. Las imágenes nunca se guardan ni salen de este equipo si no lo permites.</translation>
    </message>
    <message>
      <source>It listens while it speaks. “What can you do?” gets an answer at any time.</source>
      <translation>Escucha mientras habla. «What can you do?» tiene respuesta en todo momento.</translation>
    </message>
    <message>
      <source>It starts when you log in, in the tray where there is one.</source>
      <translation>Se inicia al iniciar sesión, en la bandeja si la hay.</translation>
    </message>
    <message>
      <source>Its sound, timeline and picture are in {folder}.</source>
      <translation>Su sonido, línea de tiempo e imagen están en {folder}.</translation>
    </message>
    <message>
      <source>Its voice is taken out of what the microphone hears ({} dB): you can break in at any time.</source>
      <translation>Su voz se elimina de lo que oye el micrófono ({} dB): puedes interrumpir cuando quieras.</translation>
    </message>
    <message>
      <source>Its voice is too loud in the microphone. To break in, turn it down or use headphones.</source>
      <translation>Su voz suena demasiado fuerte en el micrófono. Para interrumpir, bájala o usa auriculares.</translation>
    </message>
    <message>
      <source>Joke</source>
      <translation>Chiste</translation>
    </message>
    <message>
      <source>Jump to the newest line</source>
      <translation>Ir a la línea más reciente</translation>
    </message>
    <message>
      <source>Jump to the newest line (End)</source>
      <translation>Ir a la línea más reciente (Fin)</translation>
    </message>
    <message>
      <source>Jump to the newest words</source>
      <translation>Ir a las últimas palabras</translation>
    </message>
    <message>
      <source>Jump to the newest words (End)</source>
      <translation>Ir a las últimas palabras (Fin)</translation>
    </message>
    <message>
      <source>Just start talking</source>
      <translation>Empieza a hablar</translation>
    </message>
    <message>
      <source>Just start typing</source>
      <translation>Empieza a escribir</translation>
    </message>
    <message>
      <source>Keep conversations</source>
      <translation>Guardar conversaciones</translation>
    </message>
    <message>
      <source>Keep conversations again</source>
      <translation>Volver a guardar conversaciones</translation>
    </message>
    <message>
      <source>Keep in place</source>
      <translation>Mantener en su sitio</translation>
    </message>
    <message>
      <source>Keep open</source>
      <translation>Dejar abierto</translation>
    </message>
    <message>
      <source>Keep these values secret</source>
      <translation>Guardar estos valores en secreto</translation>
    </message>
    <message>
      <source>Keep what the camera saw</source>
      <translation>Guardar lo que vio la cámara</translation>
    </message>
    <message>
      <source>Keeps the newest in sight</source>
      <translation>Mantiene a la vista lo más nuevo</translation>
    </message>
    <message>
      <source>Kept in this system's keyring, never in a file. Leave it empty to keep the current key.</source>
      <translation>Se guarda en el llavero del sistema, nunca en un archivo. Déjalo vacío para conservar la actual.</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>Clave</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Teclas</translation>
    </message>
    <message>
      <source>Keys…</source>
      <translation>Teclas…</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Idioma</translation>
    </message>
    <message>
      <source>Languages</source>
      <translation>Idiomas</translation>
    </message>
    <message>
      <source>Languages shown</source>
      <translation>Idiomas mostrados</translation>
    </message>
    <message>
      <source>Later (Shift+Enter)</source>
      <translation>Siguiente (Mayús+Intro)</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Claro</translation>
    </message>
    <message>
      <source>Light, dark, in high contrast, or the same as the system.</source>
      <translation>Claro, oscuro, de alto contraste o como el sistema.</translation>
    </message>
    <message>
      <source>Lines</source>
      <translation>Líneas</translation>
    </message>
    <message>
      <source>List</source>
      <translation>Lista</translation>
    </message>
    <message>
      <source>List cleared</source>
      <translation>Lista vaciada</translation>
    </message>
    <message>
      <source>List renamed</source>
      <translation>Lista renombrada</translation>
    </message>
    <message>
      <source>Listen for</source>
      <translation>Estar atento a</translation>
    </message>
    <message>
      <source>Listening</source>
      <translation>Escuchando</translation>
    </message>
    <message>
      <source>Listening. Just start talking.</source>
      <translation>Escuchando. Empieza a hablar.</translation>
    </message>
    <message>
      <source>Listening. Sentences appear here as they are said.</source>
      <translation>Escuchando. Las frases aparecen aquí según se dicen.</translation>
    </message>
    <message>
      <source>Lists</source>
      <translation>Listas</translation>
    </message>
    <message>
      <source>Loading</source>
      <translation>Cargando</translation>
    </message>
    <message>
      <source>Loading the model</source>
      <translation>Cargando el modelo</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Registro</translation>
    </message>
    <message>
      <source>Log of {name}</source>
      <translation>Registro de {name}</translation>
    </message>
    <message>
      <source>Log…</source>
      <translation>Registro…</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>Mirar</translation>
    </message>
    <message>
      <source>Look at a list</source>
      <translation>Ver una lista</translation>
    </message>
    <message>
      <source>Look of the translation</source>
      <translation>Aspecto de la traducción</translation>
    </message>
    <message>
      <source>Look up a date</source>
      <translation>Consultar una fecha</translation>
    </message>
    <message>
      <source>Look: languages, size, colours</source>
      <translation>Aspecto: idiomas, tamaño, colores</translation>
    </message>
    <message>
      <source>Marked: {start:.1f} to {end:.1f} s</source>
      <translation>Marcado: de {start:.1f} a {end:.1f} s</translation>
    </message>
    <message>
      <source>Meanwhile you can read what is said.</source>
      <translation>Mientras tanto puedes leer lo que se dice.</translation>
    </message>
    <message>
      <source>Meanwhile you can type.</source>
      <translation>Mientras tanto puedes escribir.</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>Menú</translation>
    </message>
    <message>
      <source>Menu (F10)</source>
      <translation>Menú (F10)</translation>
    </message>
    <message>
      <source>Message</source>
      <translation>Mensaje</translation>
    </message>
    <message>
      <source>Microphone</source>
      <translation>Micrófono</translation>
    </message>
    <message>
      <source>Microphone and speaker</source>
      <translation>Micrófono y altavoz</translation>
    </message>
    <message>
      <source>Microphone level</source>
      <translation>Nivel del micrófono</translation>
    </message>
    <message>
      <source>Microphone level, with the loudest of the last second marked</source>
      <translation>Nivel del micrófono, con el máximo del último segundo</translation>
    </message>
    <message>
      <source>Microphone off</source>
      <translation>Micrófono apagado</translation>
    </message>
    <message>
      <source>Microphone off – {title}</source>
      <translation>Micrófono apagado – {title}</translation>
    </message>
    <message>
      <source>Mini window</source>
      <translation>Miniventana</translation>
    </message>
    <message>
      <source>Mode</source>
      <translation>Modo</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modelo</translation>
    </message>
    <message>
      <source>Model there</source>
      <translation>Modelo allí</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>Modelos</translation>
    </message>
    <message>
      <source>Models to download</source>
      <translation>Modelos para descargar</translation>
    </message>
    <message>
      <source>Models…</source>
      <translation>Modelos…</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Más</translation>
    </message>
    <message>
      <source>More about panel: {name}</source>
      <translation>Más sobre el panel: {name}</translation>
    </message>
    <message>
      <source>More voices</source>
      <translation>Más voces</translation>
    </message>
    <message>
      <source>Move panels aside</source>
      <translation>Apartar los paneles</translation>
    </message>
    <message>
      <source>Move to another list</source>
      <translation>Mover a otra lista</translation>
    </message>
    <message>
      <source>Mute</source>
      <translation>Silenciar</translation>
    </message>
    <message>
      <source>Mute it with a key, or hold one. A global key works while another program has the keyboard.</source>
      <translation>Siléncialo con una tecla o mantén una pulsada. Una tecla global funciona aunque otro programa tenga el teclado.</translation>
    </message>
    <message>
      <source>Mute microphone</source>
      <translation>Silenciar micrófono</translation>
    </message>
    <message>
      <source>Mute the microphone</source>
      <translation>Silenciar el micrófono</translation>
    </message>
    <message>
      <source>Muted</source>
      <translation>Silenciado</translation>
    </message>
    <message>
      <source>Mutes while you hold it; turns the microphone on meanwhile if it is off.</source>
      <translation>Silencia mientras la mantienes; si el micrófono está apagado, lo enciende mientras tanto.</translation>
    </message>
    <message>
      <source>NVIDIA GPU</source>
      <translation>GPU NVIDIA</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nombre</translation>
    </message>
    <message>
      <source>Name of the model; empty for the first one offered.</source>
      <translation>Nombre del modelo; vacío para el primero que se ofrezca.</translation>
    </message>
    <message>
      <source>Name of the voice, as `duologue voices list` shows it; empty for the best there is.</source>
      <translation>Nombre de la voz, como lo muestra `duologue voices list`; vacío para la mejor que haya.</translation>
    </message>
    <message>
      <source>Name or folder of the model bundle.</source>
      <translation>Nombre o carpeta del modelo.</translation>
    </message>
    <message>
      <source>Natural voices for American and British English, Spanish, French, Italian, Portuguese and Hindi.</source>
      <translation>Voces naturales para inglés americano y británico, español, francés, italiano, portugués e hindi.</translation>
    </message>
    <message>
      <source>Needs Ollama, which does not answer on this machine, or the package onnxruntime-genai.</source>
      <translation>Necesita Ollama, que no responde en este equipo, o el paquete onnxruntime-genai.</translation>
    </message>
    <message>
      <source>Needs Ollama, which does not answer on this machine.</source>
      <translation>Necesita Ollama, que no responde en este equipo.</translation>
    </message>
    <message>
      <source>Needs {} GB of memory; this machine has {} GB.</source>
      <translation>Necesita {} GB de memoria; este equipo tiene {} GB.</translation>
    </message>
    <message>
      <source>Needs {} GB on the disk; {} GB are free.</source>
      <translation>Necesita {} GB en el disco; hay {} GB libres.</translation>
    </message>
    <message>
      <source>Network camera</source>
      <translation>Cámara de red</translation>
    </message>
    <message>
      <source>Network camera…</source>
      <translation>Cámara de red…</translation>
    </message>
    <message>
      <source>Never</source>
      <translation>Nunca</translation>
    </message>
    <message>
      <source>New conversation</source>
      <translation>Nueva conversación</translation>
    </message>
    <message>
      <source>New list</source>
      <translation>Lista nueva</translation>
    </message>
    <message>
      <source>Newest</source>
      <translation>Lo último</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Siguiente</translation>
    </message>
    <message>
      <source>No background model is set up, so open questions can't be answered.</source>
      <translation>No hay modelo de fondo, así que las preguntas abiertas quedan sin respuesta.</translation>
    </message>
    <message>
      <source>No camera</source>
      <translation>Sin cámara</translation>
    </message>
    <message>
      <source>No camera was found; connect one, or give the address of a network camera.</source>
      <translation>No se encontró ninguna cámara; conecta una o da la dirección de una cámara de red.</translation>
    </message>
    <message>
      <source>No conversation is running, so nobody can answer.</source>
      <translation>No hay ninguna conversación en marcha, así que nadie puede responder.</translation>
    </message>
    <message>
      <source>No microphone</source>
      <translation>Sin micrófono</translation>
    </message>
    <message>
      <source>No microphone was found.</source>
      <translation>No se encontró ningún micrófono.</translation>
    </message>
    <message>
      <source>No microphone was found. Connect one, or type: everything works that way, too.</source>
      <translation>No se encontró ningún micrófono. Conecta uno o escribe: todo funciona también así.</translation>
    </message>
    <message>
      <source>No picture</source>
      <translation>Sin imagen</translation>
    </message>
    <message>
      <source>No setting has these words.</source>
      <translation>Ningún ajuste contiene esas palabras.</translation>
    </message>
    <message>
      <source>No speaker was found.</source>
      <translation>No se encontró ningún altavoz.</translation>
    </message>
    <message>
      <source>None found</source>
      <translation>No se encontró ninguno</translation>
    </message>
    <message>
      <source>None of it is heard.</source>
      <translation>No se oye nada de ello.</translation>
    </message>
    <message>
      <source>None was found. Without one it keeps time, lists and notes, calculates, converts, searches and reads pages, and says so honestly where it cannot answer.</source>
      <translation>No se encontró ninguno. Aun así lleva el tiempo, listas y notas, calcula, convierte, busca y lee páginas, y dice con franqueza lo que no puede responder.</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>No encontrado</translation>
    </message>
    <message>
      <source>Not installed; about {} MB to fetch</source>
      <translation>No instalado; unos {} MB por descargar</translation>
    </message>
    <message>
      <source>Not possible</source>
      <translation>No es posible</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Nota</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>Notas</translation>
    </message>
    <message>
      <source>Nothing found.</source>
      <translation>No se encontró nada.</translation>
    </message>
    <message>
      <source>Nothing has been kept yet. Conversations appear here as you talk.</source>
      <translation>Aún no se ha guardado nada. Las conversaciones aparecen aquí mientras hablas.</translation>
    </message>
    <message>
      <source>Nothing has happened yet.</source>
      <translation>Aún no ha pasado nada.</translation>
    </message>
    <message>
      <source>Nothing here translates {source} into {target}.</source>
      <translation>Aquí nada traduce de {source} a {target}.</translation>
    </message>
    <message>
      <source>Nothing is always allowed.</source>
      <translation>Nada está siempre permitido.</translation>
    </message>
    <message>
      <source>Nothing is downloaded unless you ask for it. Ollama fetches it if it runs on this machine; otherwise it comes from the Hugging Face hub into a folder. Once it is there, save to use it.</source>
      <translation>No se descarga nada que no hayas pedido. Ollama trae el modelo si funciona en este equipo; si no, llega del hub de Hugging Face a una carpeta. Cuando esté aquí, guarda para usarlo.</translation>
    </message>
    <message>
      <source>Nothing is heard: the conversation has ended.</source>
      <translation>No se oye nada: la conversación ha terminado.</translation>
    </message>
    <message>
      <source>Nothing of its voice is heard in the microphone: you can break in at any time.</source>
      <translation>En el micrófono no se oye nada de su voz: puedes interrumpir cuando quieras.</translation>
    </message>
    <message>
      <source>Nothing that is said from now on is kept</source>
      <translation>No se guarda nada de lo que se diga a partir de ahora</translation>
    </message>
    <message>
      <source>Nothing works without it.</source>
      <translation>Sin él no funciona nada.</translation>
    </message>
    <message>
      <source>Of this window, from the next start on. What the assistant says stays English.</source>
      <translation>El de esta ventana, desde el próximo inicio. Lo que dice el asistente sigue en inglés.</translation>
    </message>
    <message>
      <source>Often</source>
      <translation>A menudo</translation>
    </message>
    <message>
      <source>One</source>
      <translation>Una</translation>
    </message>
    <message>
      <source>One above the other</source>
      <translation>Uno sobre otro</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Abrir</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>Abrir carpeta</translation>
    </message>
    <message>
      <source>Open questions are answered by a language model on your machine: Ollama, LM Studio, llama.cpp or vLLM is found by itself when it runs.</source>
      <translation>Las preguntas abiertas las responde un modelo de lenguaje en tu equipo: Ollama, LM Studio, llama.cpp o vLLM se encuentra solo cuando está en marcha.</translation>
    </message>
    <message>
      <source>Open results folder</source>
      <translation>Abrir carpeta de resultados</translation>
    </message>
    <message>
      <source>Opens it in the browser</source>
      <translation>Lo abre en el navegador</translation>
    </message>
    <message>
      <source>Other languages</source>
      <translation>Otros idiomas</translation>
    </message>
    <message>
      <source>Other languages than English are not understood yet.</source>
      <translation>Todavía no se entienden otros idiomas que el inglés.</translation>
    </message>
    <message>
      <source>Pages of settings</source>
      <translation>Páginas de ajustes</translation>
    </message>
    <message>
      <source>Panel</source>
      <translation>Panel</translation>
    </message>
    <message>
      <source>Panel: {name}</source>
      <translation>Panel: {name}</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Pegar</translation>
    </message>
    <message>
      <source>Patiently</source>
      <translation>Con paciencia</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pausar</translation>
    </message>
    <message>
      <source>Pause to think, change your mind, break in: it listens while it speaks. Say or pick one of these:</source>
      <translation>Haz pausas, cambia de idea, interrumpe: escucha mientras habla. Di o elige algo de esto:</translation>
    </message>
    <message>
      <source>Phrase book</source>
      <translation>Libro de frases</translation>
    </message>
    <message>
      <source>Picture (*.png)</source>
      <translation>Imagen (*.png)</translation>
    </message>
    <message>
      <source>Play again</source>
      <translation>Reproducir de nuevo</translation>
    </message>
    <message>
      <source>Play the sample session</source>
      <translation>Reproducir la sesión de ejemplo</translation>
    </message>
    <message>
      <source>Point: why? · drag or arrows: move · wheel or + and −: zoom · Home, End: begin and end · Shift and drag, or I and O: mark a stretch</source>
      <translation>Señalar: ¿por qué? · arrastrar o flechas: mover · rueda o + y −: acercar · Inicio, Fin: principio y final · Mayús y arrastrar, o I y O: marcar un tramo</translation>
    </message>
    <message>
      <source>Press Start, and what this computer plays is put into {}.</source>
      <translation>Pulsa Empezar y lo que reproduzca este ordenador se traduce: {}.</translation>
    </message>
    <message>
      <source>Press Start, and what this computer plays is written down.</source>
      <translation>Pulsa Empezar y lo que reproduzca este ordenador se escribe.</translation>
    </message>
    <message>
      <source>Press Start, and what you say and what this computer plays is put into {}.</source>
      <translation>Pulsa Empezar y lo que digas y lo que reproduzca este ordenador se traduce: {}.</translation>
    </message>
    <message>
      <source>Press Start, and what you say and what this computer plays is written down.</source>
      <translation>Pulsa Empezar y lo que digas y lo que reproduzca este ordenador se escribe.</translation>
    </message>
    <message>
      <source>Press Start, and what you say is put into {}.</source>
      <translation>Pulsa Empezar y lo que digas se traduce: {}.</translation>
    </message>
    <message>
      <source>Press Start, and what you say is written down.</source>
      <translation>Pulsa Empezar y lo que digas se escribe.</translation>
    </message>
    <message>
      <source>Privacy</source>
      <translation>Privacidad</translation>
    </message>
    <message>
      <source>Private conversation</source>
      <translation>Conversación privada</translation>
    </message>
    <message>
      <source>Private: nothing is kept</source>
      <translation>Privado: no se guarda nada</translation>
    </message>
    <message>
      <source>Processor</source>
      <translation>Procesador</translation>
    </message>
    <message>
      <source>Program or address</source>
      <translation>Programa o dirección</translation>
    </message>
    <message>
      <source>Programs and web addresses that bring further tools (Model Context Protocol). A program runs on this machine with your rights: add only those you trust. Before one of their tools runs, you are asked.</source>
      <translation>Programas y direcciones web que aportan más herramientas (Model Context Protocol). Un programa se ejecuta en este equipo con tus permisos: añade solo los de confianza. Antes de usar una de sus herramientas se te pregunta.</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Progreso</translation>
    </message>
    <message>
      <source>Prompts</source>
      <translation>Plantillas</translation>
    </message>
    <message>
      <source>Quickly</source>
      <translation>Deprisa</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Salir</translation>
    </message>
    <message>
      <source>Quit ends it.</source>
      <translation>«Salir» lo termina.</translation>
    </message>
    <message>
      <source>Read report…</source>
      <translation>Leer informe…</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Listo</translation>
    </message>
    <message>
      <source>Record sound</source>
      <translation>Grabar sonido</translation>
    </message>
    <message>
      <source>Reminder</source>
      <translation>Recordatorio</translation>
    </message>
    <message>
      <source>Reminders</source>
      <translation>Recordatorios</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Quitar</translation>
    </message>
    <message>
      <source>Removing {}…</source>
      <translation>Quitando {}…</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Renombrar</translation>
    </message>
    <message>
      <source>Repeating reminder</source>
      <translation>Recordatorio repetido</translation>
    </message>
    <message>
      <source>Repository of the bundle</source>
      <translation>Repositorio del paquete</translation>
    </message>
    <message>
      <source>Reset to defaults</source>
      <translation>Restablecer</translation>
    </message>
    <message>
      <source>Said again</source>
      <translation>Dicho otra vez</translation>
    </message>
    <message>
      <source>Save as a case</source>
      <translation>Guardar como caso</translation>
    </message>
    <message>
      <source>Save as a case…</source>
      <translation>Guardar como caso…</translation>
    </message>
    <message>
      <source>Save as picture…</source>
      <translation>Guardar como imagen…</translation>
    </message>
    <message>
      <source>Save as text or subtitles</source>
      <translation>Guardar como texto o subtítulos</translation>
    </message>
    <message>
      <source>Save data…</source>
      <translation>Guardar datos…</translation>
    </message>
    <message>
      <source>Save it to a file (Ctrl+E)</source>
      <translation>Guardarla en un archivo (Ctrl+E)</translation>
    </message>
    <message>
      <source>Save panel</source>
      <translation>Guardar panel</translation>
    </message>
    <message>
      <source>Save the report</source>
      <translation>Guardar el informe</translation>
    </message>
    <message>
      <source>Save the translation</source>
      <translation>Guardar la traducción</translation>
    </message>
    <message>
      <source>Save transcript</source>
      <translation>Guardar transcripción</translation>
    </message>
    <message>
      <source>Save transcript…</source>
      <translation>Guardar transcripción…</translation>
    </message>
    <message>
      <source>Saved as {name}.</source>
      <translation>Guardado como {name}.</translation>
    </message>
    <message>
      <source>Saved as {path}.</source>
      <translation>Guardado como {path}.</translation>
    </message>
    <message>
      <source>Saved. It is played with: duologue replay {case} --out DIR</source>
      <translation>Guardado. Se reproduce con: duologue replay {case} --out DIR</translation>
    </message>
    <message>
      <source>Saves sound and events of the stretch so that they can be played again (Ctrl+E)</source>
      <translation>Guarda el sonido y los sucesos del tramo para poder reproducirlos (Ctrl+E)</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>Guardar…</translation>
    </message>
    <message>
      <source>Say hello</source>
      <translation>Decir hola</translation>
    </message>
    <message>
      <source>Say something, for example: “Can you hear me?”</source>
      <translation>Di algo, por ejemplo: «Can you hear me?»</translation>
    </message>
    <message>
      <source>Says "mm-hm"</source>
      <translation>Dice «mm-hm»</translation>
    </message>
    <message>
      <source>Search server</source>
      <translation>Servidor de búsqueda</translation>
    </message>
    <message>
      <source>Search settings</source>
      <translation>Buscar ajustes</translation>
    </message>
    <message>
      <source>See the translation</source>
      <translation>Ver la traducción</translation>
    </message>
    <message>
      <source>Seen</source>
      <translation>Visto</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>Seleccionar todo</translation>
    </message>
    <message>
      <source>Send</source>
      <translation>Enviar</translation>
    </message>
    <message>
      <source>Send (Enter)</source>
      <translation>Enviar (Intro)</translation>
    </message>
    <message>
      <source>Send it in parts.</source>
      <translation>Envíalo por partes.</translation>
    </message>
    <message>
      <source>Send this as if you had typed it</source>
      <translation>Envía esto como si lo hubieras escrito</translation>
    </message>
    <message>
      <source>Sentences are shown when they are complete: a little later, and nothing changes.</source>
      <translation>Las frases aparecen cuando están completas: un poco más tarde y sin cambios.</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Servidor</translation>
    </message>
    <message>
      <source>Servers</source>
      <translation>Servidores</translation>
    </message>
    <message>
      <source>Set one up</source>
      <translation>Configurar uno</translation>
    </message>
    <message>
      <source>Set up microphone, voice and keys</source>
      <translation>Configurar micrófono, voz y teclas</translation>
    </message>
    <message>
      <source>Set up…</source>
      <translation>Configurar…</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Ajustes</translation>
    </message>
    <message>
      <source>Settings (*.json)</source>
      <translation>Ajustes (*.json)</translation>
    </message>
    <message>
      <source>Settings…</source>
      <translation>Ajustes…</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <translation>Atajos</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Mostrar</translation>
    </message>
    <message>
      <source>Show it</source>
      <translation>Mostrar</translation>
    </message>
    <message>
      <source>Show it no more</source>
      <translation>Dejar de mostrarla</translation>
    </message>
    <message>
      <source>Show it pictures</source>
      <translation>Mostrarle imágenes</translation>
    </message>
    <message>
      <source>Show my screen</source>
      <translation>Mostrar mi pantalla</translation>
    </message>
    <message>
      <source>Show my screen…</source>
      <translation>Mostrar mi pantalla…</translation>
    </message>
    <message>
      <source>Show panels</source>
      <translation>Mostrar paneles</translation>
    </message>
    <message>
      <source>Show the whole window</source>
      <translation>Mostrar la ventana completa</translation>
    </message>
    <message>
      <source>Show what is seen</source>
      <translation>Mostrar lo que se ve</translation>
    </message>
    <message>
      <source>Show window</source>
      <translation>Mostrar ventana</translation>
    </message>
    <message>
      <source>Side by side</source>
      <translation>Uno junto a otro</translation>
    </message>
    <message>
      <source>Sign in</source>
      <translation>Iniciar sesión</translation>
    </message>
    <message>
      <source>Sign out</source>
      <translation>Cerrar sesión</translation>
    </message>
    <message>
      <source>Six</source>
      <translation>Seis</translation>
    </message>
    <message>
      <source>Size of the translation</source>
      <translation>Tamaño de la traducción</translation>
    </message>
    <message>
      <source>Size of what is said</source>
      <translation>Tamaño de lo dicho</translation>
    </message>
    <message>
      <source>Skip all</source>
      <translation>Saltar todo</translation>
    </message>
    <message>
      <source>Soft sounds</source>
      <translation>Sonidos suaves</translation>
    </message>
    <message>
      <source>Sound</source>
      <translation>Sonido</translation>
    </message>
    <message>
      <source>Sound is recorded</source>
      <translation>Se graba el sonido</translation>
    </message>
    <message>
      <source>Speak translations</source>
      <translation>Decir las traducciones</translation>
    </message>
    <message>
      <source>Speaker</source>
      <translation>Altavoz</translation>
    </message>
    <message>
      <source>Speaking</source>
      <translation>Hablando</translation>
    </message>
    <message>
      <source>Speaking. Type or press Esc to stop it.</source>
      <translation>Hablando. Escribe o pulsa Esc para pararlo.</translation>
    </message>
    <message>
      <source>Speaking. You can break in at any time.</source>
      <translation>Hablando. Puedes interrumpir cuando quieras.</translation>
    </message>
    <message>
      <source>Speed of the voice</source>
      <translation>Velocidad de la voz</translation>
    </message>
    <message>
      <source>Spelling</source>
      <translation>Deletreo</translation>
    </message>
    <message>
      <source>Spoken language</source>
      <translation>Idioma hablado</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Empezar</translation>
    </message>
    <message>
      <source>Start Duologue with --record FOLDER, and open that folder here.</source>
      <translation>Inicia Duologue con --record CARPETA y abre esa carpeta aquí.</translation>
    </message>
    <message>
      <source>Start a conversation</source>
      <translation>Empezar una conversación</translation>
    </message>
    <message>
      <source>Start again</source>
      <translation>Empezar de nuevo</translation>
    </message>
    <message>
      <source>Start at login</source>
      <translation>Iniciar con la sesión</translation>
    </message>
    <message>
      <source>Start translating</source>
      <translation>Empezar a traducir</translation>
    </message>
    <message>
      <source>Starting</source>
      <translation>Iniciando</translation>
    </message>
    <message>
      <source>Starting…</source>
      <translation>Iniciando…</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Estado</translation>
    </message>
    <message>
      <source>Status: {word}</source>
      <translation>Estado: {word}</translation>
    </message>
    <message>
      <source>Stay in the tray</source>
      <translation>Quedarse en la bandeja</translation>
    </message>
    <message>
      <source>Step {number} of {count}: {title}</source>
      <translation>Paso {number} de {count}: {title}</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>Pasos</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Parar</translation>
    </message>
    <message>
      <source>Stop (Esc)</source>
      <translation>Parar (Esc)</translation>
    </message>
    <message>
      <source>Stop listening for</source>
      <translation>Dejar de estar atento a</translation>
    </message>
    <message>
      <source>Stop recording</source>
      <translation>Dejar de grabar</translation>
    </message>
    <message>
      <source>Stop the captions</source>
      <translation>Parar los subtítulos</translation>
    </message>
    <message>
      <source>Stop translating</source>
      <translation>Dejar de traducir</translation>
    </message>
    <message>
      <source>Stop watching</source>
      <translation>Dejar de observar</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Parado</translation>
    </message>
    <message>
      <source>Stops the assistant at once.</source>
      <translation>Detiene al asistente al instante.</translation>
    </message>
    <message>
      <source>Subtitles, SubRip</source>
      <translation>Subtítulos, SubRip</translation>
    </message>
    <message>
      <source>Subtitles, WebVTT</source>
      <translation>Subtítulos, WebVTT</translation>
    </message>
    <message>
      <source>Swap the languages</source>
      <translation>Intercambiar los idiomas</translation>
    </message>
    <message>
      <source>System</source>
      <translation>Sistema</translation>
    </message>
    <message>
      <source>System's default</source>
      <translation>El del sistema</translation>
    </message>
    <message>
      <source>Table (*.csv)</source>
      <translation>Tabla (*.csv)</translation>
    </message>
    <message>
      <source>Take off list</source>
      <translation>Quitar de la lista</translation>
    </message>
    <message>
      <source>Take your time</source>
      <translation>Tómate tu tiempo</translation>
    </message>
    <message>
      <source>Talk with the assistant, or let it translate.</source>
      <translation>Hablar con el asistente o dejar que traduzca.</translation>
    </message>
    <message>
      <source>Talk, or type here</source>
      <translation>Habla o escribe aquí</translation>
    </message>
    <message>
      <source>Target language</source>
      <translation>Idioma de destino</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Texto</translation>
    </message>
    <message>
      <source>Text (*.txt)</source>
      <translation>Texto (*.txt)</translation>
    </message>
    <message>
      <source>The assistant is not ready yet.</source>
      <translation>El asistente aún no está listo.</translation>
    </message>
    <message>
      <source>The background model takes pictures; you are asked before the camera's goes there with a question.</source>
      <translation>El modelo de fondo admite imágenes; se te pregunta antes de enviar la de la cámara con una pregunta.</translation>
    </message>
    <message>
      <source>The best there is</source>
      <translation>La mejor que haya</translation>
    </message>
    <message>
      <source>The camera has stopped sending pictures; it is being reopened.</source>
      <translation>La cámara ha dejado de enviar imágenes; se está abriendo de nuevo.</translation>
    </message>
    <message>
      <source>The camera is on.</source>
      <translation>La cámara está encendida.</translation>
    </message>
    <message>
      <source>The camera's small picture shows body, hands and face as they are recognised.</source>
      <translation>La imagen pequeña muestra cuerpo, manos y cara tal como se reconocen.</translation>
    </message>
    <message>
      <source>The conversation is over</source>
      <translation>La conversación ha terminado</translation>
    </message>
    <message>
      <source>The conversation that is selected</source>
      <translation>La conversación seleccionada</translation>
    </message>
    <message>
      <source>The default key is used instead.</source>
      <translation>Se usa la tecla predeterminada.</translation>
    </message>
    <message>
      <source>The download of {} is given up.</source>
      <translation>Se ha abandonado la descarga de {}.</translation>
    </message>
    <message>
      <source>The fastest there is</source>
      <translation>Lo más rápido que haya</translation>
    </message>
    <message>
      <source>The first camera</source>
      <translation>La primera cámara</translation>
    </message>
    <message>
      <source>The last {seconds:.0f} seconds: you above the line, Duologue below, what is looked up in between. Click for the inspector.</source>
      <translation>Los últimos {seconds:.0f} segundos: tú sobre la línea, Duologue debajo y en medio lo que se consulta. Haz clic para ver el inspector.</translation>
    </message>
    <message>
      <source>The microphone '{}' is back.</source>
      <translation>El micrófono '{}' ha vuelto.</translation>
    </message>
    <message>
      <source>The microphone '{}' was lost; '{}' is used until it is back.</source>
      <translation>Se perdió el micrófono '{}'; se usa '{}' hasta que vuelva.</translation>
    </message>
    <message>
      <source>The microphone '{}' was not found; '{}' is used until it is there.</source>
      <translation>No se encontró el micrófono '{}'; se usa '{}' hasta que esté.</translation>
    </message>
    <message>
      <source>The microphone is '{}' now, the system's default.</source>
      <translation>El micrófono es ahora '{}', el predeterminado del sistema.</translation>
    </message>
    <message>
      <source>The microphone is '{}' now.</source>
      <translation>El micrófono es ahora '{}'.</translation>
    </message>
    <message>
      <source>The microphone is off.</source>
      <translation>El micrófono está apagado.</translation>
    </message>
    <message>
      <source>The microphone is on.</source>
      <translation>El micrófono está encendido.</translation>
    </message>
    <message>
      <source>The model is being loaded.</source>
      <translation>Se está cargando el modelo.</translation>
    </message>
    <message>
      <source>The most knowledgeable of these, in many languages; slow without a graphics card.</source>
      <translation>El que más sabe de estos, en muchos idiomas; lento sin tarjeta gráfica.</translation>
    </message>
    <message>
      <source>The panel is saved.</source>
      <translation>El panel está guardado.</translation>
    </message>
    <message>
      <source>The sample session is over.</source>
      <translation>La sesión de ejemplo ha terminado.</translation>
    </message>
    <message>
      <source>The session could not go on.</source>
      <translation>La sesión no pudo continuar.</translation>
    </message>
    <message>
      <source>The session is over.</source>
      <translation>La sesión ha terminado.</translation>
    </message>
    <message>
      <source>The settings are in {path}.</source>
      <translation>Los ajustes están en {path}.</translation>
    </message>
    <message>
      <source>The settings of {name} are in use.</source>
      <translation>Se usan los ajustes de {name}.</translation>
    </message>
    <message>
      <source>The sound is not recorded.</source>
      <translation>El sonido no se graba.</translation>
    </message>
    <message>
      <source>The speaker '{}' is back.</source>
      <translation>El altavoz '{}' ha vuelto.</translation>
    </message>
    <message>
      <source>The speaker '{}' was lost; '{}' is used until it is back.</source>
      <translation>Se perdió el altavoz '{}'; se usa '{}' hasta que vuelva.</translation>
    </message>
    <message>
      <source>The speaker '{}' was not found; '{}' is used until it is there.</source>
      <translation>No se encontró el altavoz '{}'; se usa '{}' hasta que esté.</translation>
    </message>
    <message>
      <source>The speaker is '{}' now, the system's default.</source>
      <translation>El altavoz es ahora '{}', el predeterminado del sistema.</translation>
    </message>
    <message>
      <source>The speaker is '{}' now.</source>
      <translation>El altavoz es ahora '{}'.</translation>
    </message>
    <message>
      <source>The speaker is too loud in the microphone: while the assistant speaks, you are not heard.</source>
      <translation>El altavoz suena demasiado fuerte en el micrófono: mientras habla el asistente, no se te oye.</translation>
    </message>
    <message>
      <source>The stretch begins where you point (I)</source>
      <translation>El tramo empieza donde señalas (I)</translation>
    </message>
    <message>
      <source>The stretch ends where you point (O)</source>
      <translation>El tramo termina donde señalas (O)</translation>
    </message>
    <message>
      <source>The system's default</source>
      <translation>El del sistema</translation>
    </message>
    <message>
      <source>The time stands beside each sentence.</source>
      <translation>La hora aparece junto a cada frase.</translation>
    </message>
    <message>
      <source>The transcript is saved.</source>
      <translation>La transcripción está guardada.</translation>
    </message>
    <message>
      <source>The translation alone</source>
      <translation>Solo la traducción</translation>
    </message>
    <message>
      <source>The window of the translation stays above others, where the system allows it.</source>
      <translation>La ventana de traducción queda sobre las demás, si el sistema lo permite.</translation>
    </message>
    <message>
      <source>There is a question for you: say yes or no, or press a button.</source>
      <translation>Hay una pregunta para ti: di «yes» o «no», o pulsa un botón.</translation>
    </message>
    <message>
      <source>There is a question for you: type yes or no, or press a button.</source>
      <translation>Hay una pregunta para ti: escribe «yes» o «no», o pulsa un botón.</translation>
    </message>
    <message>
      <source>There is a report of it, which was not sent to anybody.</source>
      <translation>Hay un informe de ello, que no se ha enviado a nadie.</translation>
    </message>
    <message>
      <source>There is no microphone. Type what you would say, or pick one of these:</source>
      <translation>No hay micrófono. Escribe lo que dirías o elige algo de esto:</translation>
    </message>
    <message>
      <source>There is no sound of this session to copy.</source>
      <translation>No hay sonido de esta sesión que copiar.</translation>
    </message>
    <message>
      <source>These keys are fixed:</source>
      <translation>Estas teclas son fijas:</translation>
    </message>
    <message>
      <source>They can't ring while Duologue is closed.</source>
      <translation>No pueden sonar mientras Duologue está cerrado.</translation>
    </message>
    <message>
      <source>Thinking</source>
      <translation>Pensando</translation>
    </message>
    <message>
      <source>This cannot be read: {error}.</source>
      <translation>No se puede leer: {error}.</translation>
    </message>
    <message>
      <source>This is all that was noted. It holds no word of a conversation, and what may be secret is taken out. It was not sent to anybody; if you want to report the crash, copy it into your report.</source>
      <translation>Esto es todo lo que se anotó. No contiene ni una palabra de ninguna conversación y lo que pueda ser secreto se ha quitado. No se ha enviado a nadie; si quieres informar del fallo, cópialo en tu informe.</translation>
    </message>
    <message>
      <source>This is the sample session.</source>
      <translation>Esta es la sesión de ejemplo.</translation>
    </message>
    <message>
      <source>This session</source>
      <translation>Esta sesión</translation>
    </message>
    <message>
      <source>Three</source>
      <translation>Tres</translation>
    </message>
    <message>
      <source>Three things to try</source>
      <translation>Tres cosas que probar</translation>
    </message>
    <message>
      <source>Time axis of the session</source>
      <translation>Eje de tiempo de la sesión</translation>
    </message>
    <message>
      <source>Time elsewhere</source>
      <translation>Hora en otro lugar</translation>
    </message>
    <message>
      <source>Time left</source>
      <translation>Tiempo restante</translation>
    </message>
    <message>
      <source>Time since</source>
      <translation>Tiempo desde</translation>
    </message>
    <message>
      <source>Timer</source>
      <translation>Temporizador</translation>
    </message>
    <message>
      <source>Timer changed</source>
      <translation>Temporizador cambiado</translation>
    </message>
    <message>
      <source>Timer goes on</source>
      <translation>El temporizador sigue</translation>
    </message>
    <message>
      <source>Timer paused</source>
      <translation>Temporizador en pausa</translation>
    </message>
    <message>
      <source>Timer renamed</source>
      <translation>Temporizador renombrado</translation>
    </message>
    <message>
      <source>Times</source>
      <translation>Horas</translation>
    </message>
    <message>
      <source>To here</source>
      <translation>Hasta aquí</translation>
    </message>
    <message>
      <source>Today, {clock}</source>
      <translation>Hoy, {clock}</translation>
    </message>
    <message>
      <source>Tools and internet</source>
      <translation>Herramientas e internet</translation>
    </message>
    <message>
      <source>Tools and servers</source>
      <translation>Herramientas y servidores</translation>
    </message>
    <message>
      <source>Tools and servers…</source>
      <translation>Herramientas y servidores…</translation>
    </message>
    <message>
      <source>Tools that may act without asking, separated by commas.</source>
      <translation>Herramientas que pueden actuar sin preguntar, separadas por comas.</translation>
    </message>
    <message>
      <source>Translate</source>
      <translation>Traducir</translation>
    </message>
    <message>
      <source>Translate into</source>
      <translation>Traducir a</translation>
    </message>
    <message>
      <source>Translate what is said from now on</source>
      <translation>Traducir lo que se diga desde ahora</translation>
    </message>
    <message>
      <source>Translated lines</source>
      <translation>Líneas traducidas</translation>
    </message>
    <message>
      <source>Translates</source>
      <translation>Traduce</translation>
    </message>
    <message>
      <source>Translation</source>
      <translation>Traducción</translation>
    </message>
    <message>
      <source>Translation…</source>
      <translation>Traducción…</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Intentar de nuevo</translation>
    </message>
    <message>
      <source>Try it</source>
      <translation>Probar</translation>
    </message>
    <message>
      <source>Try the prompt again in a moment.</source>
      <translation>Prueba la plantilla de nuevo en un momento.</translation>
    </message>
    <message>
      <source>Turn it off</source>
      <translation>Apagarla</translation>
    </message>
    <message>
      <source>Turn it on</source>
      <translation>Encenderla</translation>
    </message>
    <message>
      <source>Turn it on, or hold the key while you talk (menu, Keys…).</source>
      <translation>Enciéndelo o mantén la tecla mientras hablas (menú, Teclas…).</translation>
    </message>
    <message>
      <source>Turn microphone off</source>
      <translation>Apagar micrófono</translation>
    </message>
    <message>
      <source>Turn microphone on</source>
      <translation>Encender micrófono</translation>
    </message>
    <message>
      <source>Turn off</source>
      <translation>Desactivar</translation>
    </message>
    <message>
      <source>Turn on</source>
      <translation>Activar</translation>
    </message>
    <message>
      <source>Turn the camera off</source>
      <translation>Apagar la cámara</translation>
    </message>
    <message>
      <source>Turn the camera off (Ctrl+Shift+V)</source>
      <translation>Apagar la cámara (Ctrl+Mayús+V)</translation>
    </message>
    <message>
      <source>Turn the camera on (Ctrl+Shift+V)</source>
      <translation>Encender la cámara (Ctrl+Mayús+V)</translation>
    </message>
    <message>
      <source>Turn the microphone on</source>
      <translation>Encender el micrófono</translation>
    </message>
    <message>
      <source>Turn the speaker down, move the microphone away from it, or use headphones.</source>
      <translation>Baja el altavoz, aleja el micrófono o usa auriculares.</translation>
    </message>
    <message>
      <source>Turns the microphone off and on from any program.</source>
      <translation>Apaga y enciende el micrófono desde cualquier programa.</translation>
    </message>
    <message>
      <source>Turns the microphone off and on in the window; empty for no key.</source>
      <translation>Apaga y enciende el micrófono en la ventana; vacío para ninguna tecla.</translation>
    </message>
    <message>
      <source>Turns the microphone off and on in this window.</source>
      <translation>Apaga y enciende el micrófono en esta ventana.</translation>
    </message>
    <message>
      <source>Two</source>
      <translation>Dos</translation>
    </message>
    <message>
      <source>Type here</source>
      <translation>Escribe aquí</translation>
    </message>
    <message>
      <source>Type here – starting…</source>
      <translation>Escribe aquí – iniciando…</translation>
    </message>
    <message>
      <source>Type instead of talking. Enter sends, the up arrow recalls.</source>
      <translation>Escribe en vez de hablar. Intro envía, la flecha arriba recupera.</translation>
    </message>
    <message>
      <source>Type to start your own conversation, or connect a microphone to talk.</source>
      <translation>Escribe para empezar tu propia conversación, o conecta un micrófono para hablar.</translation>
    </message>
    <message>
      <source>Under way</source>
      <translation>En curso</translation>
    </message>
    <message>
      <source>Understands speech in Spanish, French, German, Italian, Portuguese and more, for live translation.</source>
      <translation>Entiende español, francés, alemán, italiano, portugués y más, para traducir en directo.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Deshacer</translation>
    </message>
    <message>
      <source>Undo remove {removed}</source>
      <translation>Recuperar {removed}</translation>
    </message>
    <message>
      <source>Undone</source>
      <translation>Deshecho</translation>
    </message>
    <message>
      <source>Unmute</source>
      <translation>Activar micrófono</translation>
    </message>
    <message>
      <source>Untitled</source>
      <translation>Sin título</translation>
    </message>
    <message>
      <source>Use</source>
      <translation>Usar</translation>
    </message>
    <message>
      <source>Use {keys}</source>
      <translation>Usar {keys}</translation>
    </message>
    <message>
      <source>Voice</source>
      <translation>Voz</translation>
    </message>
    <message>
      <source>Volume of the voice</source>
      <translation>Volumen de la voz</translation>
    </message>
    <message>
      <source>Waiting for you</source>
      <translation>Te espera</translation>
    </message>
    <message>
      <source>Waking up</source>
      <translation>Despertando</translation>
    </message>
    <message>
      <source>Warming up</source>
      <translation>Calentando</translation>
    </message>
    <message>
      <source>Warning</source>
      <translation>Aviso</translation>
    </message>
    <message>
      <source>Watch</source>
      <translation>Observar</translation>
    </message>
    <message>
      <source>Weather</source>
      <translation>Tiempo</translation>
    </message>
    <message>
      <source>Web page</source>
      <translation>Página web</translation>
    </message>
    <message>
      <source>Web search</source>
      <translation>Búsqueda web</translation>
    </message>
    <message>
      <source>What happened at this moment, and why</source>
      <translation>Qué pasó en este momento y por qué</translation>
    </message>
    <message>
      <source>What happens if a tool needs consent.</source>
      <translation>Qué ocurre si una herramienta necesita consentimiento.</translation>
    </message>
    <message>
      <source>What is happening</source>
      <translation>Qué está pasando</translation>
    </message>
    <message>
      <source>What is said alone</source>
      <translation>Solo lo dicho</translation>
    </message>
    <message>
      <source>What is said in the target language is translated, too.</source>
      <translation>Lo que se dice en el idioma de destino también se traduce.</translation>
    </message>
    <message>
      <source>What is shown now goes back to what it was at first</source>
      <translation>Lo que se ve ahora vuelve a como era al principio</translation>
    </message>
    <message>
      <source>What it takes is fetched once, and stays here.</source>
      <translation>Lo que hace falta se descarga una vez y se queda aquí.</translation>
    </message>
    <message>
      <source>What may be seen</source>
      <translation>Lo que se puede ver</translation>
    </message>
    <message>
      <source>What may be seen when you ask about it? A red mark stands while it can be; {} ends it. A picture leaves this computer only if you allow it.</source>
      <translation>¿Qué se puede ver cuando preguntes por ello? Una marca roja sigue ahí mientras se pueda ver; {} lo termina. Una imagen solo sale de este ordenador si lo permites.</translation>
    </message>
    <message>
      <source>What stands</source>
      <translation>Lo que está en marcha</translation>
    </message>
    <message>
      <source>What the computer plays</source>
      <translation>Lo que reproduce el ordenador</translation>
    </message>
    <message>
      <source>What the microphone hears</source>
      <translation>Lo que oye el micrófono</translation>
    </message>
    <message>
      <source>What the server wrote about itself of late</source>
      <translation>Lo que el servidor ha escrito últimamente sobre sí mismo</translation>
    </message>
    <message>
      <source>What this computer plays is translated</source>
      <translation>Se traduce lo que reproduce este ordenador</translation>
    </message>
    <message>
      <source>What was said is kept.</source>
      <translation>Lo que se dijo está guardado.</translation>
    </message>
    <message>
      <source>What you say is translated</source>
      <translation>Lo que dices se traduce</translation>
    </message>
    <message>
      <source>What you say is translated and not answered.</source>
      <translation>Lo que dices se traduce y no se contesta.</translation>
    </message>
    <message>
      <source>What you showed me is gone, so I see it no more.</source>
      <translation>Lo que me mostrabas ya no está, así que ya no lo veo.</translation>
    </message>
    <message>
      <source>When it is sure</source>
      <translation>Cuando está seguro</translation>
    </message>
    <message>
      <source>Where the model runs.</source>
      <translation>Dónde funciona el modelo.</translation>
    </message>
    <message>
      <source>Where the model runs. Time of its 200 ms steps: half, 95 % and 99 % of them took no longer than this. Late: steps that took more than 200 ms. Gaps: moments when sound was due but missing. Lost: microphone sound that was dropped. Drift: by how much the speaker is off the microphone's clock, and how fast their clocks run apart (ppm: millionths); it is made up for. Echo: by how much the assistant's own voice is taken out of what the microphone hears.</source>
      <translation>Dónde funciona el modelo. Duración de sus pasos de 200 ms: la mitad, el 95 % y el 99 % no tardaron más. Tarde: pasos de más de 200 ms. Huecos: momentos en que faltó sonido. Perdido: sonido del micrófono descartado. Deriva: cuánto se aparta el altavoz del reloj del micrófono y a qué ritmo se separan (ppm: millonésimas); se compensa. Eco: cuánto de la voz del asistente se elimina de lo que oye el micrófono.</translation>
    </message>
    <message>
      <source>Where the two languages of a translation stand in its window.</source>
      <translation>Dónde están los dos idiomas de una traducción en su ventana.</translation>
    </message>
    <message>
      <source>Whether both voices are kept as sound with a conversation.</source>
      <translation>Si ambas voces se guardan como sonido con la conversación.</translation>
    </message>
    <message>
      <source>Whether it shows that it follows while you tell something long.</source>
      <translation>Si muestra que te sigue mientras cuentas algo largo.</translation>
    </message>
    <message>
      <source>Whether search, pages and weather may use the internet.</source>
      <translation>Si la búsqueda, las páginas y el tiempo pueden usar internet.</translation>
    </message>
    <message>
      <source>Whether the model's times are shown at the bottom.</source>
      <translation>Si abajo se muestran los tiempos del modelo.</translation>
    </message>
    <message>
      <source>Whether they are kept on this machine, to be found again.</source>
      <translation>Si se guardan en este equipo para volver a encontrarlas.</translation>
    </message>
    <message>
      <source>Whether translations are spoken, or shown alone.</source>
      <translation>Si las traducciones se dicen o solo se muestran.</translation>
    </message>
    <message>
      <source>Whether what the eyes reported is kept with a conversation.</source>
      <translation>Si lo que vieron los ojos se guarda con la conversación.</translation>
    </message>
    <message>
      <source>While it speaks, it is measured how loud its voice is in your microphone.</source>
      <translation>Mientras habla se mide lo fuerte que suena su voz en tu micrófono.</translation>
    </message>
    <message>
      <source>White on black</source>
      <translation>Blanco sobre negro</translation>
    </message>
    <message>
      <source>Who spoke in the last seconds</source>
      <translation>Quién habló en los últimos segundos</translation>
    </message>
    <message>
      <source>Whole screen</source>
      <translation>Pantalla completa</translation>
    </message>
    <message>
      <source>Whole sentences</source>
      <translation>Frases completas</translation>
    </message>
    <message>
      <source>Whose words are translated: yours, or those of what this computer plays.</source>
      <translation>De quién se traducen las palabras: las tuyas o las de lo que reproduce este ordenador.</translation>
    </message>
    <message>
      <source>Working on an answer. You can go on talking.</source>
      <translation>Preparando una respuesta. Puedes seguir hablando.</translation>
    </message>
    <message>
      <source>Working on an answer. You can go on typing.</source>
      <translation>Preparando una respuesta. Puedes seguir escribiendo.</translation>
    </message>
    <message>
      <source>Works while another program has the keyboard.</source>
      <translation>Funciona mientras otro programa tiene el teclado.</translation>
    </message>
    <message>
      <source>Write down what is said from now on</source>
      <translation>Escribir lo que se diga desde ahora</translation>
    </message>
    <message>
      <source>Yellow on black</source>
      <translation>Amarillo sobre negro</translation>
    </message>
    <message>
      <source>Yesterday, {clock}</source>
      <translation>Ayer, {clock}</translation>
    </message>
    <message>
      <source>You</source>
      <translation>Tú</translation>
    </message>
    <message>
      <source>You are talking while the microphone is off.</source>
      <translation>Estás hablando con el micrófono apagado.</translation>
    </message>
    <message>
      <source>You can read what is said.</source>
      <translation>Puedes leer lo que se dice.</translation>
    </message>
    <message>
      <source>You can type.</source>
      <translation>Puedes escribir.</translation>
    </message>
    <message>
      <source>You have the floor.</source>
      <translation>Tienes la palabra.</translation>
    </message>
    <message>
      <source>Your keys</source>
      <translation>Tus teclas</translation>
    </message>
    <message>
      <source>Your last conversation was cut off</source>
      <translation>Tu última conversación se cortó</translation>
    </message>
    <message>
      <source>Your line stays where you typed it. Send it once Duologue has answered some of them.</source>
      <translation>Tu línea se queda donde la escribiste. Envíala cuando Duologue haya respondido a algunas.</translation>
    </message>
    <message>
      <source>Your line stays where you typed it. Start a conversation, then send it.</source>
      <translation>Tu línea se queda donde la escribiste. Empieza una conversación y envíala.</translation>
    </message>
    <message>
      <source>Your microphone '{}' is silent.</source>
      <translation>Tu micrófono '{}' está en silencio.</translation>
    </message>
    <message>
      <source>Your microphone is off, so you are not heard.</source>
      <translation>Tu micrófono está apagado, así que no se te oye.</translation>
    </message>
    <message>
      <source>Your place</source>
      <translation>Tu lugar</translation>
    </message>
    <message>
      <source>Your screen can be seen</source>
      <translation>Se puede ver tu pantalla</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Acercar</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Alejar</translation>
    </message>
    <message>
      <source>a new conversation</source>
      <translation>una nueva conversación</translation>
    </message>
    <message>
      <source>any language</source>
      <translation>cualquier idioma</translation>
    </message>
    <message>
      <source>days</source>
      <translation>días</translation>
    </message>
    <message>
      <source>drift {drift_ms:+.1f} ms ({drift_ppm:+d} ppm)</source>
      <translation>deriva {drift_ms:+.1f} ms ({drift_ppm:+d} ppm)</translation>
    </message>
    <message>
      <source>echo cancelled ({reduction_db} dB)</source>
      <translation>eco eliminado ({reduction_db} dB)</translation>
    </message>
    <message>
      <source>echo too strong: half duplex</source>
      <translation>eco demasiado fuerte: por turnos</translation>
    </message>
    <message>
      <source>finding words</source>
      <translation>buscar palabras</translation>
    </message>
    <message>
      <source>found: {found}</source>
      <translation>encontrado: {found}</translation>
    </message>
    <message>
      <source>gaps {underruns}</source>
      <translation>huecos {underruns}</translation>
    </message>
    <message>
      <source>headphones</source>
      <translation>auriculares</translation>
    </message>
    <message>
      <source>interrupted</source>
      <translation>interrumpido</translation>
    </message>
    <message>
      <source>late {late}</source>
      <translation>tarde {late}</translation>
    </message>
    <message>
      <source>listening</source>
      <translation>escuchando</translation>
    </message>
    <message>
      <source>lost {dropped}</source>
      <translation>perdido {dropped}</translation>
    </message>
    <message>
      <source>microphone off</source>
      <translation>micrófono apagado</translation>
    </message>
    <message>
      <source>no session</source>
      <translation>sin sesión</translation>
    </message>
    <message>
      <source>none</source>
      <translation>ninguna</translation>
    </message>
    <message>
      <source>optional</source>
      <translation>opcional</translation>
    </message>
    <message>
      <source>owner/name</source>
      <translation>propietario/nombre</translation>
    </message>
    <message>
      <source>private conversations</source>
      <translation>conversaciones privadas</translation>
    </message>
    <message>
      <source>quitting</source>
      <translation>salir</translation>
    </message>
    <message>
      <source>saving the transcript</source>
      <translation>guardar la transcripción</translation>
    </message>
    <message>
      <source>showing the screen</source>
      <translation>mostrar la pantalla</translation>
    </message>
    <message>
      <source>speaking</source>
      <translation>hablando</translation>
    </message>
    <message>
      <source>step {p50_ms:.0f} / {p95_ms:.0f} / {p99_ms:.0f} ms</source>
      <translation>paso {p50_ms:.0f} / {p95_ms:.0f} / {p99_ms:.0f} ms</translation>
    </message>
    <message>
      <source>stopping the assistant</source>
      <translation>detener al asistente</translation>
    </message>
    <message>
      <source>the camera</source>
      <translation>la cámara</translation>
    </message>
    <message>
      <source>the conversation</source>
      <translation>la conversación</translation>
    </message>
    <message>
      <source>the figures</source>
      <translation>las cifras</translation>
    </message>
    <message>
      <source>the first one offered</source>
      <translation>el primero que se ofrezca</translation>
    </message>
    <message>
      <source>the history</source>
      <translation>el historial</translation>
    </message>
    <message>
      <source>the inspector</source>
      <translation>el inspector</translation>
    </message>
    <message>
      <source>the menu</source>
      <translation>el menú</translation>
    </message>
    <message>
      <source>the mini window</source>
      <translation>la miniventana</translation>
    </message>
    <message>
      <source>the translation</source>
      <translation>la traducción</translation>
    </message>
    <message>
      <source>the whole screen</source>
      <translation>toda la pantalla</translation>
    </message>
    <message>
      <source>typed · </source>
      <translation>escrito · </translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>en espera</translation>
    </message>
    <message>
      <source>with sound</source>
      <translation>con sonido</translation>
    </message>
    <message>
      <source>{count} conversations</source>
      <translation>{count} conversaciones</translation>
    </message>
    <message>
      <source>{count} conversations deleted. Undo brings them back.</source>
      <translation>{count} conversaciones borradas. «Deshacer» las recupera.</translation>
    </message>
    <message>
      <source>{count} found</source>
      <translation>{count}: encontradas</translation>
    </message>
    <message>
      <source>{count} panels</source>
      <translation>{count} paneles</translation>
    </message>
    <message>
      <source>{count} timers are still running.</source>
      <translation>{count} temporizadores siguen en marcha.</translation>
    </message>
    <message>
      <source>{count} utterances</source>
      <translation>{count} intervenciones</translation>
    </message>
    <message>
      <source>{lag} behind</source>
      <translation>{lag} de retraso</translation>
    </message>
    <message>
      <source>{language} (captions)</source>
      <translation>{language} (subtítulos)</translation>
    </message>
    <message>
      <source>{language} captions</source>
      <translation>{language}, subtítulos</translation>
    </message>
    <message>
      <source>{language} is not understood yet.</source>
      <translation>Todavía no se entiende: {language}.</translation>
    </message>
    <message>
      <source>{message} Nothing has changed.</source>
      <translation>{message} No ha cambiado nada.</translation>
    </message>
    <message>
      <source>{mute_key} turns it on.</source>
      <translation>{mute_key} lo enciende.</translation>
    </message>
    <message>
      <source>{named} (stopped) – Duologue</source>
      <translation>{named} (parado) – Duologue</translation>
    </message>
    <message>
      <source>{name} (not connected)</source>
      <translation>{name} (no conectado)</translation>
    </message>
    <message>
      <source>{name} is in use, so it stays.</source>
      <translation>{name} está en uso, así que se queda.</translation>
    </message>
    <message>
      <source>{name} is no file of settings; nothing has changed.</source>
      <translation>{name} no es un archivo de ajustes; no ha cambiado nada.</translation>
    </message>
    <message>
      <source>{name} is not yet whole: {mb} MB are here.</source>
      <translation>{name} aún no está completo: hay {mb} MB aquí.</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} de {count}</translation>
    </message>
    <message>
      <source>{path} cannot be read: {strerror}.</source>
      <translation>No se puede leer {path}: {strerror}.</translation>
    </message>
    <message>
      <source>{path} cannot be written: {strerror}.</source>
      <translation>No se puede escribir {path}: {strerror}.</translation>
    </message>
    <message>
      <source>{source} to {target}</source>
      <translation>{source} a {target}</translation>
    </message>
    <message>
      <source>{value:.2f} times</source>
      <translation>{value:.2f} veces</translation>
    </message>
    <message>
      <source>{value} (not there now)</source>
      <translation>{value} (no está ahora)</translation>
    </message>
    <message>
      <source>{} is back.</source>
      <translation>{} ha vuelto.</translation>
    </message>
    <message>
      <source>{} is downloaded.</source>
      <translation>{} se ha descargado.</translation>
    </message>
    <message>
      <source>{} is paused.</source>
      <translation>{} está en pausa.</translation>
    </message>
    <message>
      <source>{} is ready and used from the next start on.</source>
      <translation>{} está listo y se usa desde el próximo inicio.</translation>
    </message>
    <message>
      <source>{} is ready.</source>
      <translation>{} está listo.</translation>
    </message>
    <message>
      <source>{} is removed.</source>
      <translation>{} se ha quitado.</translation>
    </message>
    <message>
      <source>{} is whole.</source>
      <translation>{} está completo.</translation>
    </message>
    <message>
      <source>{} {} GB to download, {} GB of memory.</source>
      <translation>{} {} GB para descargar, {} GB de memoria.</translation>
    </message>
    <message>
      <source>“Set a timer for …” – pause to think as long as you like – “… ten minutes.”</source>
      <translation>«Set a timer for …» – piensa cuanto quieras – «… ten minutes.»</translation>
    </message>
    <message>
      <source>“Tell me when twenty seconds have passed.” Then talk on.</source>
      <translation>«Tell me when twenty seconds have passed.» Y sigue hablando.</translation>
    </message>
    <message>
      <source>● Camera on</source>
      <translation>● Cámara encendida</translation>
    </message>
  </context>
</TS>

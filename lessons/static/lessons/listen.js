/* Reads a step aloud, slowly, where the phone itself has a Vietnamese voice. Elsewhere the buttons stay hidden. */
(() => {
  const speech = window.speechSynthesis;
  const buttons = [...document.querySelectorAll("button[data-say]")];
  if (!speech || !buttons.length) return;
  let voice = null;
  let now = null;

  function quiet() {
    now = null;
    buttons.forEach((button) => button.setAttribute("aria-pressed", "false"));
  }

  function press({ currentTarget }) {
    const again = currentTarget === now;
    quiet();
    speech.cancel();
    if (again) return;
    const words = new SpeechSynthesisUtterance(currentTarget.dataset.say);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.85;
    words.onend = words.onerror = () => {
      if (now === currentTarget) quiet();
    };
    now = currentTarget;
    now.setAttribute("aria-pressed", "true");
    speech.speak(words);
  }

  /* Voices come late on many phones. Those of a far server would send our words there. */
  function offer() {
    if (voice) return;
    voice = speech.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith("vi"));
    if (!voice) return;
    quiet();
    for (const button of buttons) {
      button.addEventListener("click", press);
      button.parentElement.hidden = false;
    }
  }

  offer();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
  addEventListener("pagehide", () => speech.cancel());
})();

// A place to sign with finger, pen or mouse. The drawing goes into a hidden field as a PNG data address; without
// this script the page offers the scan of the signed paper instead.
// Markup: views/partials/signature.html.
export function signaturePad(root) {
  const canvas = root.querySelector("canvas");
  const field = root.querySelector("input[type=hidden]");
  const clear = root.querySelector("[data-signature-clear]");
  root.hidden = false;
  // Half the device's pixels would do, but a fixed 960 x 360 gives every office the same small file.
  canvas.width = 960;
  canvas.height = 360;
  const pen = canvas.getContext("2d");
  pen.lineWidth = 5;
  pen.lineCap = pen.lineJoin = "round";
  let drawing = false;

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  const stop = () => {
    if (!drawing) return;
    drawing = false;
    field.value = canvas.toDataURL("image/png");
  };
  canvas.addEventListener("pointerup", stop);
  canvas.addEventListener("pointercancel", stop);
  clear.addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    field.value = "";
  });
}

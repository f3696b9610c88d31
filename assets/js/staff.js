// What public.js does, and the signature pad. Called as a module from layout_staff.html.
import "./public.js";
import { signaturePad } from "./signature_pad.js";

document.querySelectorAll("[data-signature-pad]").forEach(signaturePad);

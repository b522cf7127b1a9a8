; What the tests' scripts share, on top of what their version of GIMP says in its own words. A test
; reads what is said here as "REPORT key: value".

(define (report key value)
  (gimp-message (string-append "REPORT " key ": " (if (number? value) (number->string value) value))))

; GIMP's number for 8 bits in gamma, which has several names.
(define 8-BIT 150)

; A layer of one colour at a place of its own.
(define (solid-layer image name width height left top colour)
  (let ((layer (new-layer image name width height RGBA-IMAGE)))
    (gimp-image-insert-layer image layer 0 0)
    (gimp-layer-set-offsets layer left top)
    (gimp-context-set-foreground colour)
    (gimp-drawable-fill layer FILL-FOREGROUND)
    layer))

; A dot of 20x20 around a place, as one step for Undo.
(define (dot image layer x y colour)
  (gimp-image-undo-group-start image)
  (gimp-context-set-foreground colour)
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE (- x 10) (- y 10) 20 20)
  (gimp-drawable-edit-fill layer FILL-FOREGROUND)
  (gimp-selection-none image)
  (gimp-image-undo-group-end image)
  (gimp-displays-flush))

(define (report-colour key colour)
  (let ((code (lambda (value) (number->string (inexact->exact (round value))))))
    (report key (string-append (code (car colour)) " " (code (cadr colour)) " " (code (caddr colour))))))

; An image of one colour that is no part of the photograph's.
(define (solid-image width height colour)
  (solid-layer (new-image width height) "solid" width height 0 0 colour))

(define (colorize image layer hints)
  (colorize-with image layer hints -1 0 100 "cpu" "" 0))

(define (report-image image)
  (report "layers" (layer-count image))
  (report "base type" (base-type image))
  (report "precision" (car (gimp-image-get-precision image))))

(define (report-layer layer)
  (report "name" (car (gimp-item-get-name layer)))
  (report "mode" (car (gimp-layer-get-mode layer)))
  (report "opacity" (car (gimp-layer-get-opacity layer)))
  (report "mask" (car (gimp-layer-get-mask layer)))
  (report "parent" (car (gimp-item-get-parent layer)))
  (report "position" (car (gimp-image-get-item-position (car (gimp-item-get-image layer)) layer)))
  (report "width" (width layer))
  (report "height" (height layer))
  (report "left" (left layer))
  (report "top" (top layer)))

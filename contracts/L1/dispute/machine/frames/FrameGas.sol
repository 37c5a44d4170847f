// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Gas of Osaka (EIP-150, EIP-2200, EIP-2929, EIP-3529, EIP-3860), for families of frames.

uint256 constant WARM_ACCESS = 100;
uint256 constant COLD_ACCOUNT = 2600;
uint256 constant COLD_SLOT = 2100;
uint256 constant SET_SLOT = 20_000;
uint256 constant RESET_SLOT = 2900;
uint256 constant CLEAR_REFUND = 4800;
uint256 constant STIPEND = 2300;
uint256 constant CALL_VALUE = 9000;
uint256 constant NEW_ACCOUNT = 25_000;
uint256 constant CODE_BYTE = 200;
uint256 constant COPY_WORD = 3;
uint256 constant HASH_WORD = 6;
uint256 constant INIT_CODE_WORD = 2;
